import Answering
import Testing

@Suite("Estimating tokens")
struct TokenEstimateTests {
    @Test("The estimate grows with the text and is never below a third of its bytes")
    func bounds() {
        #expect(TokenEstimate.tokens(in: "") == 0)
        #expect(TokenEstimate.tokens(in: "Zulassungsbescheinigung") == 8)
        #expect(TokenEstimate.tokens(in: "äöü") == 2)
        #expect(TokenEstimate.tokens(in: "漢字") >= 4)
        #expect(TokenEstimate.tokens(in: "🚗") >= 2)
    }
}
