/// What a page's debug panel writes down for support: times, lengths, states and known words, nobody's questions or answers.
///
/// It comes from outside: everything in it may be missing or wrong.
struct SupportBundle: Decodable, Sendable {
    /// Why a file is none.
    struct Refusal: Error {
        /// A sentence that says so.
        let message: String
    }

    struct Page: Decodable, Sendable {
        var language: String?
        var userAgent: String?
        var viewport: String?
        var online: Bool?
        var visible: Bool?
    }

    /// A result of the connection check. Which members there are depends on the code.
    struct CheckFinding: Decodable, Sendable {
        var code: String
        var ms: Int?
        var bytes: Int?
        var count: Int?
        var name: String?
    }

    struct ConnectionCheck: Decodable, Sendable {
        var verdict: String?
        var findings: [CheckFinding]?
    }

    struct Step: Decodable, Sendable {
        var rung: String?
        var why: String?
    }

    /// What a `trace.…` event of the server says.
    struct ServerTrace: Decodable, Sendable {
        var ms: Int?
        var passages: Int?
        var state: String?
        var code: String?
        var attempt: Int?
    }

    struct Trace: Decodable, Sendable {
        var at: Int?
        var kind: String?
        var type: String?
        var why: String?
        var status: Int?
        var detail: ServerTrace?
    }

    struct Turn: Decodable, Sendable {
        var id: String?
        var state: String?
        var receivedLength: Int?
        var shownLength: Int?
        var storedLength: Int?
        var firstByteMs: Int?
        var firstTextMs: Int?
        var gaps: [Int]?
        var rungs: [Step]?
        var problems: [String]?
        var traces: [Trace]?
    }

    struct PageError: Decodable, Sendable {
        var at: String?
        var message: String?
    }

    /// The newest version that is understood.
    static let version = 1

    var number: String?
    var madeAt: String?
    var page: Page?
    var check: ConnectionCheck?
    /// The newest last.
    var turns: [Turn]?
    var errors: [PageError]?
}
