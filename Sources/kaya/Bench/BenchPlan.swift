/// What is asked, how often, and by how many at once.
struct BenchPlan: Sendable {
    var url: String
    /// The body of a POST; `nil` sends a GET.
    var body: String?
    var headers: [(name: String, value: String)] = []
    var requests = 100
    var concurrency = 10
    var timeout: Duration = .seconds(120)

    /// A text with `{n}` replaced by the request's number.
    static func numbered(_ text: String, _ number: Int) -> String {
        text.split(separator: "{n}", omittingEmptySubsequences: false).joined(separator: "\(number)")
    }
}
