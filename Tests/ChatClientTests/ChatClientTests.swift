import AsyncHTTPClient
import ChatClient
import Dialogue
import KayaTesting
import Testing

@Suite("Asking a server")
struct ChatClientTests {
    @Test("An answer cut at any byte is read whole, and asked once", arguments: ScriptedAnswer.Framing.allCases)
    func cutAnywhere(_ framing: ScriptedAnswer.Framing) async throws {
        let (head, body) = ScriptedAnswer.stream(ScriptedAnswer.frames.joined(), framing)
        let whole = head + body
        try await withChat(untilRead: whole.count) { cut, http in
            try await ScriptedServer.with { request, number in
                if number == 1 { return .init(bytes: Array(whole.prefix(cut))) }
                return .init(
                    bytes: request.method == "POST" ? whole : ScriptedAnswer.resumed(request, framing))
            } _: { server in
                let reading = try await Reading(Self.chat(server, http).ask("Zulassung?"))
                #expect(reading.text == ScriptedAnswer.text, "cut at \(cut)")
                #expect(reading.answer?.text == ScriptedAnswer.text)
                #expect(reading.answer?.sources.map(\.title) == ["Fahrzeug zulassen"])
                #expect(server.posts.count == (cut < head.count ? 2 : 1), "cut at \(cut)")
                #expect(Set(server.posts.map(\.body)).count == 1)
            }
        }
    }

    @Test("An answer of which every connection brings a few bytes more is read whole")
    func cutAgainAndAgain() async throws {
        let http = HTTPClient(configuration: ChatClient.httpConfiguration)
        try await ScriptedServer.with { request, number in
            let sequence = request.headers["last-event-id"].flatMap { EventID($0) }?.sequence ?? 0
            let (head, body) = ScriptedAnswer.stream(ScriptedAnswer.frames(after: sequence))
            return .init(bytes: head + body.prefix(120 + number % 3 * 40))
        } _: { server in
            let reading = try await Reading(Self.chat(server, http).ask("Zulassung?"))
            #expect(reading.text == ScriptedAnswer.text)
            #expect(server.posts.count == 1)
        }
        try await http.shutdown()
    }

    @Test("Bytes that come one by one make the same answer")
    func byteByByte() async throws {
        let (head, body) = ScriptedAnswer.stream(ScriptedAnswer.frames.joined())
        let reading = try await read { _, _ in .init(bytes: head + body, writesSingly: true) }
        #expect(reading.text == ScriptedAnswer.text)
        #expect(
            reading.events.filter { if case .text = $0 { false } else { true } } == [
                .started(ScriptedAnswer.turn),
                .sources([Source(number: 1, title: "Fahrzeug zulassen", document: "de/kfz.md")]),
                .status(.writing),
                .finished(
                    ChatAnswer(
                        turn: ScriptedAnswer.turn, text: ScriptedAnswer.text,
                        sources: [Source(number: 1, title: "Fahrzeug zulassen", document: "de/kfz.md")])),
            ])
    }

    @Test("A connection that goes silent is left and the answer read on")
    func silence() async throws {
        let (head, body) = ScriptedAnswer.stream(ScriptedAnswer.frames.joined())
        let reading = try await read(Self.quick { $0.watchdog = .seconds(2) }) { request, number in
            number == 1
                ? .init(bytes: head + body.prefix(300), holds: true)
                : .init(bytes: ScriptedAnswer.resumed(request, .chunked))
        }
        #expect(reading.text == ScriptedAnswer.text)
    }

    @Test("A busy server is asked again when it says so, under the same request id")
    func busy() async throws {
        let (head, body) = ScriptedAnswer.stream(ScriptedAnswer.frames.joined())
        try await withServer { _, number in
            number < 3
                ? .init(bytes: ScriptedAnswer.problem(503, Self.overloaded, retryAfter: 0))
                : .init(bytes: head + body)
        } _: { server, chat in
            let reading = try await Reading(chat.ask("Zulassung?"))
            #expect(reading.text == ScriptedAnswer.text)
            #expect(server.posts.count == 3)
            #expect(Set(server.posts.map(\.body)).count == 1)
        }
    }

    @Test("A server that asks for more patience than there is, is believed")
    func tooBusy() async throws {
        let error = try await failure { _, _ in
            .init(bytes: ScriptedAnswer.problem(503, Self.overloaded, retryAfter: 3_600))
        }
        #expect(error.code == .refused)
        #expect(error.problem?.known == .overloaded)
        #expect(error.problem?.title == "Zu viele Fragen auf einmal")
    }

    @Test("A problem that trying again cannot solve is not tried again")
    func refused() async throws {
        try await withServer { _, _ in
            .init(bytes: ScriptedAnswer.problem(413, #"{"code":"too-large","title":"Anfrage zu groß"}"#))
        } _: { server, chat in
            let error = await #expect(throws: ChatError.self) { _ = try await chat.complete("?") }
            #expect(error?.code == .refused)
            #expect(server.requests.count == 1)
        }
    }

    @Test("An answer the server has forgotten is lost, and the text that came is kept")
    func lost() async throws {
        let (head, body) = ScriptedAnswer.stream(ScriptedAnswer.frames.dropLast(2).joined())
        let error = try await failure { _, number in
            number == 1
                ? .init(bytes: head + body)
                : .init(bytes: ScriptedAnswer.problem(404, #"{"code":"stream-lost","title":"Nicht gefunden"}"#))
        }
        #expect(error.code == .lost)
        #expect(error.partialText == "Für die Zulassung brauchen Sie 🚗 ")
    }

    @Test("An answer that fails keeps its text and says why")
    func failed() async throws {
        let problem = #"{"problem":{"code":"upstream-cut","title":"Verbindung","retryable":true},"partialText":"Für"}"#
        let frames = ScriptedAnswer.frames.prefix(4) + [ScriptedAnswer.frame(4, "turn.failed", problem, end: true)]
        let (head, body) = ScriptedAnswer.stream(frames.joined())
        try await withServer { _, _ in
            .init(bytes: head + body)
        } _: { server, chat in
            let error = await #expect(throws: ChatError.self) { _ = try await chat.complete("?") }
            #expect(error?.code == .failed)
            #expect(error?.problem?.known == .upstreamCut)
            #expect(error?.partialText == "Für")
            #expect(server.requests.count == 1)
        }
    }

    @Test("The simple dialect is understood as well")
    func simpleDialect() async throws {
        let turn = ScriptedAnswer.turn
        let (head, body) = ScriptedAnswer.stream(
            """
            : \n
            id: \(turn).2\ndata: {"text":"Moin"}\n
            id: \(turn).4.end\ndata: {"done":true,"fullText":"Moin!","finish":"length"}\n\n
            """)
        let reading = try await read { _, _ in .init(bytes: head + body) }
        #expect(reading.text == "Moin!")
        #expect(reading.answer?.finish == .length)
        #expect(reading.answer?.isComplete == false)
    }

    @Test("A page is no answer")
    func page() async throws {
        let error = try await failure { _, _ in
            .init(bytes: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nHallo".utf8))
        }
        #expect(error.code == .malformed)
    }

    @Test("An answer beyond the bound ends the reading")
    func tooLong() async throws {
        let (head, body) = ScriptedAnswer.stream(ScriptedAnswer.frames.joined())
        let error = try await failure(Self.quick { $0.maximumAnswerBytes = 20 }) { _, _ in
            .init(bytes: head + body)
        }
        #expect(error.code == .tooLong)
    }

    @Test("A server that is not there is unreachable")
    func unreachable() async throws {
        try await RefusedPort.with { port in
            try await withHTTP { http in
                let chat = ChatClient(Self.quick("http://127.0.0.1:\(port)"), httpClient: http)
                let error = await #expect(throws: ChatError.self) { _ = try await chat.complete("?") }
                #expect(error?.code == .unreachable)
            }
        }
    }

    @Test("Cancelling the reader stops the answer on the server")
    func cancelled() async throws {
        let (head, body) = ScriptedAnswer.stream(ScriptedAnswer.frames.prefix(5).joined())
        try await withServer { request, _ in
            request.target.hasSuffix("/cancellation")
                ? .init(bytes: Array("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".utf8))
                : .init(bytes: head + body, holds: true)
        } _: { server, chat in
            let (seen, continuation) = AsyncStream.makeStream(of: Void.self)
            let reading = Task {
                for try await event in chat.ask("?") {
                    if case .text = event { continuation.yield() }
                }
            }
            for await _ in seen { break }
            reading.cancel()
            await #expect(throws: CancellationError.self) { try await reading.value }
            #expect(server.requests.last?.target == "/api/turns/\(ScriptedAnswer.turn)/cancellation")
            #expect(server.requests.last?.method == "POST")
        }
    }

    @Test("What was said before goes with the question")
    func history() async throws {
        let (head, body) = ScriptedAnswer.stream(ScriptedAnswer.frames.joined())
        try await withServer { _, _ in
            .init(bytes: head + body)
        } _: { server, chat in
            let history = [Message(role: .user, text: "Moin"), Message(role: .assistant, text: "Moin!")]
            let answer = try await chat.complete("Was kostet das?", history: history, requestID: "eins")
            #expect(answer.text == ScriptedAnswer.text)
            let body = try #require(server.posts.first?.body)
            #expect(body.contains(#""requestId":"eins""#))
            #expect(body.contains(#""dialect":"rich""#))
            #expect(body.contains(#""role":"assistant""#))
        }
    }
}

extension ChatClientTests {
    static let overloaded = #"{"code":"overloaded","title":"Zu viele Fragen auf einmal","retryable":true}"#

    static func quick(
        _ url: String = "", _ change: (inout ChatClientConfiguration) -> Void = { _ in }
    ) -> ChatClientConfiguration {
        var configuration = ChatClientConfiguration(url: url)
        configuration.shortestDelay = .milliseconds(1)
        configuration.longestDelay = .milliseconds(4)
        // Longer than a busy machine needs: what takes it fails the test by the request that is missing.
        configuration.stopTimeout = .seconds(60)
        change(&configuration)
        return configuration
    }

    static func chat(_ server: ScriptedServer, _ http: HTTPClient) -> ChatClient {
        ChatClient(quick(server.url), httpClient: http)
    }

    private func withHTTP<Value>(_ work: (HTTPClient) async throws -> Value) async throws -> Value {
        let http = HTTPClient(configuration: ChatClient.httpConfiguration)
        do {
            let value = try await work(http)
            try await http.shutdown()
            return value
        } catch {
            try await http.shutdown()
            throw error
        }
    }

    private func withChat(untilRead count: Int, _ work: (Int, HTTPClient) async throws -> Void) async throws {
        try await withHTTP { http in
            for cut in 0...count { try await work(cut, http) }
        }
    }

    private func withServer<Value>(
        _ configuration: ChatClientConfiguration = quick(),
        _ script: @escaping @Sendable (ScriptedServer.Request, Int) -> ScriptedServer.Reply,
        _ work: (ScriptedServer, ChatClient) async throws -> Value
    ) async throws -> Value {
        try await withHTTP { http in
            try await ScriptedServer.with(script) { server in
                var configuration = configuration
                configuration.url = server.url
                return try await work(server, ChatClient(configuration, httpClient: http))
            }
        }
    }

    private func read(
        _ configuration: ChatClientConfiguration = quick(),
        _ script: @escaping @Sendable (ScriptedServer.Request, Int) -> ScriptedServer.Reply
    ) async throws -> Reading {
        try await withServer(configuration, script) { try await Reading($1.ask("Zulassung?")) }
    }

    private func failure(
        _ configuration: ChatClientConfiguration = quick(),
        _ script: @escaping @Sendable (ScriptedServer.Request, Int) -> ScriptedServer.Reply
    ) async throws -> ChatError {
        try await withServer(configuration, script) { _, chat in
            try #require(await #expect(throws: ChatError.self) { _ = try await chat.complete("?") })
        }
    }
}
