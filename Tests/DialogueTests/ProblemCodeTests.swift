import Dialogue
import Testing

@Suite("Problem codes")
struct ProblemCodeTests {
    @Test("Every code has the status that the protocol gives it")
    func statuses() {
        let expected: [ProblemCode: Int] = [
            .badRequest: 400, .unauthorized: 401, .forbidden: 403, .notFound: 404, .duplicateRequest: 409,
            .streamExpired: 410, .tooLarge: 413, .unsupportedMediaType: 415, .invalidField: 422, .rateLimited: 429,
            .breakerOpen: 503, .overloaded: 503, .draining: 503,
        ]
        for (code, status) in expected { #expect(code.status == status, "\(code.rawValue)") }
        for code in ProblemCode.allCases { #expect((400...599).contains(code.status)) }
    }

    @Test("What the asker did wrong is not worth repeating, what others did is")
    func retrying() {
        for code in ProblemCode.allCases where [400, 401, 403, 409, 413, 415, 422].contains(code.status) {
            #expect(!code.isRetryable, "\(code.rawValue)")
        }
        for code in [ProblemCode.rateLimited, .breakerOpen, .overloaded, .draining, .upstreamCut, .upstreamTimeout] {
            #expect(code.isRetryable)
        }
    }

    @Test("Codes are lower-case words with hyphens")
    func form() {
        for code in ProblemCode.allCases {
            #expect(code.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(code.rawValue)")
        }
    }
}
