import KayaTesting
import Knowledge
import Testing

@Suite("An index without documents")
struct NoKnowledgeTests {
    @Test("It keeps the contract and knows nothing")
    func contract() async throws {
        #expect(try await KnowledgeIndexContract.violations(of: NoKnowledge(), answering: nil).isEmpty)
        #expect(try await NoKnowledge().version() == .empty)
        #expect(try await NoKnowledge().search("Auto", language: "de", limit: 5).passages.isEmpty)
    }
}
