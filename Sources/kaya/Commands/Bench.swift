internal import ArgumentParser
internal import AsyncHTTPClient
internal import ChatClient

/// `kaya bench`: measures any endpoint that streams events.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure an endpoint that streams server-sent events.",
        discussion: """
            Asks many times at once and prints how long the response's head and the first token took, the times between reads \
            that brought text, tokens a second, and what went wrong. Kaya's streams and OpenAI's are understood; elsewhere every \
            event counts as a token. {n} in the URL or body becomes the request's number, so that no two are equal.

            It asks nothing but what you say; ask only servers that are yours.

            EXAMPLES:
              kaya bench 'http://127.0.0.1:8080/chat/stream?q=Frage+{n}'
              kaya bench http://127.0.0.1:8080/chat/stream --body '{"q":"Frage {n}"}' --concurrency 50 --requests 500
              kaya bench http://127.0.0.1:11434/v1/chat/completions --header "Authorization: Bearer $KEY" \\
                --body '{"model":"m","stream":true,"messages":[{"role":"user","content":"Hallo {n}"}]}' --json

            Ctrl-C ends it and prints what was measured. The exit code is 1 when a request failed. \(ExitStatus.help)
            """)

    @Argument(help: "Where the stream is.")
    var url: String

    @Option(name: .shortAndLong, help: ArgumentHelp("Requests at once, 1 to 10000.", valueName: "n"))
    var concurrency = 10

    @Option(name: [.customShort("n"), .long], help: ArgumentHelp("Requests in all, 1 to 1000000.", valueName: "n"))
    var requests = 100

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The body of a POST with JSON; without it GET is sent.", valueName: "json"))
    var body: String?

    @Option(
        name: [.customShort("H"), .long], parsing: .singleValue,
        help: ArgumentHelp("A header field.", valueName: "name: value"))
    var header: [String] = []

    @Option(help: ArgumentHelp("How long one answer may take, such as 500ms or 2m.", valueName: "duration"))
    var timeout = "120s"

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...10_000).contains(concurrency) else { throw ValidationError("--concurrency is from 1 to 10000") }
        guard (1...1_000_000).contains(requests) else { throw ValidationError("--requests is from 1 to 1000000") }
        guard DurationText.read(timeout) != nil else { throw ValidationError("--timeout is such as 500ms or 2m") }
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw ValidationError("The URL must begin with http:// or https://")
        }
        for field in header where !field.contains(":") { throw ValidationError("--header is “name: value”") }
    }

    func run() async throws {
        var configuration = ChatClient.httpConfiguration
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = concurrency
        let plan = plan
        let report = try await HTTPClient.withHTTPClient(configuration: configuration) { http in
            await Interrupts().stopping { await BenchRun(plan, http: http).run() }
        }
        Console.output.line(json ? try JSONText.encode(report) : report.text)
        if report.completed < report.requests || report.requests == 0 { throw ExitStatus.failure }
    }

    private var plan: BenchPlan {
        var plan = BenchPlan(url: url)
        plan.body = body
        plan.concurrency = concurrency
        plan.requests = requests
        plan.timeout = DurationText.read(timeout) ?? plan.timeout
        plan.headers = header.map { field in
            let parts = field.split(separator: ":", maxSplits: 1)
            return (String(parts[0]), String(parts.count > 1 ? parts[1].drop { $0 == " " } : ""))
        }
        return plan
    }
}
