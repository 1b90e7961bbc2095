internal import AsyncHTTPClient
internal import Dialogue
internal import EventStream
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Carries out what a ``ResumeState`` decides: sends its requests, waits its waits, and feeds it what comes back.
actor AnswerReader {
    private let question: Question
    private let requestID: String
    private let configuration: ChatClientConfiguration
    private let http: HTTPClient
    private let watchdog: Watchdog
    private var generator: any RandomNumberGenerator & Sendable
    private var state: ResumeState
    private var decoder: EventStreamDecoder
    private var body: HTTPClientResponse.Body.AsyncIterator?
    /// What one read brought and was not yet asked for, last first. No longer than the events of one read.
    private var pending: [ChatEvent] = []
    /// A wait that was told and is still to be waited.
    private var wait: Duration?

    init(
        question: Question, configuration: ChatClientConfiguration, http: HTTPClient,
        clock: any Clock<Duration>,
        generator: any RandomNumberGenerator & Sendable
    ) {
        var generator = generator
        self.question = question
        requestID = question.requestID ?? TurnID.random(using: &generator).description
        self.configuration = configuration
        self.http = http
        self.generator = generator
        watchdog = Watchdog(limit: configuration.watchdog, clock: clock)
        state = ResumeState(configuration)
        decoder = AnswerReader.makeDecoder(configuration)
    }

    func next() async throws -> ChatEvent? {
        do {
            return try await advance()
        } catch let error as ChatError {
            throw error
        } catch {
            await stop()
            throw CancellationError()
        }
    }

    /// - Throws: ``ChatError``; anything else only when the task was cancelled.
    private func advance() async throws -> ChatEvent? {
        while true {
            if let event = pending.popLast() { return event }
            try Task.checkCancellation()
            switch state.step {
            case .ask:
                try await open(
                    TurnRequest(configuration: configuration).ask(question, requestID: requestID))
            case .resume(let turn, let sequence):
                try await open(TurnRequest(configuration: configuration).resume(turn, after: sequence))
            case .read: try await read()
            case .wait(let delay):
                state.waitEnded()
                // Told before it is waited, so that a terminal can show it while it lasts.
                wait = delay
                return .reconnecting(after: delay)
            case .end:
                body = nil
                return nil
            case .fail(let error):
                body = nil
                throw error
            }
        }
    }

    private func open(_ request: HTTPClientRequest) async throws {
        if let delay = wait {
            wait = nil
            try await watchdog.clock.sleep(for: delay)
        }
        let http = http
        do {
            let response = try await watchdog.watch {
                try await http.execute(request, deadline: .distantFuture)
            }
            try await take(response)
        } catch {
            try Task.checkCancellation()
            state.broke(error, using: &generator)
        }
    }

    private func take(_ response: HTTPClientResponse) async throws {
        let status = Int(response.status.code)
        guard status == 200 else { return try await refuse(response) }
        guard
            response.headers.first(name: "Content-Type")?.lowercased().hasPrefix("text/event-stream")
                == true
        else {
            return state.misunderstood("The server did not answer with an event stream; is it Kaya?")
        }
        decoder = Self.makeDecoder(configuration)
        body = response.body.makeAsyncIterator()
        state.opened(turn: response.headers.first(name: "Stream-Id").flatMap { TurnID($0) })
    }

    private func refuse(_ response: HTTPClientResponse) async throws {
        let seconds = response.headers.first(name: "Retry-After").flatMap(Double.init)
        state.refused(
            status: Int(response.status.code),
            retryAfter: seconds.map(Duration.seconds(bounded:)),
            problem: try await problem(in: response),
            using: &generator)
    }

    /// The problem a body describes; proxies answer with pages of their own, which describe none.
    private func problem(in response: HTTPClientResponse) async throws -> ChatProblem? {
        do {
            let body = try await watchdog.watch { try await response.body.collect(upTo: 65_536) }
            return try JSONDecoder().decode(ChatProblem.self, from: Data(body.readableBytesView))
        } catch is DecodingError {
            return nil
        } catch is NIOTooManyBytesError {
            return nil
        }
    }

    private func read() async throws {
        do {
            guard let chunk = try await watchdog.watch({ try await self.chunk() }) else {
                return state.broke(nil, using: &generator)
            }
            try feed(chunk)
        } catch let error as EventStreamError {
            state.misunderstood(error.message)
        } catch {
            body = nil
            try Task.checkCancellation()
            state.broke(error, using: &generator)
        }
    }

    private func chunk() async throws -> ByteBuffer? {
        guard var iterator = body.take() else { return nil }
        let chunk = try await iterator.next(isolation: self)
        body = iterator
        return chunk
    }

    private func feed(_ chunk: ByteBuffer) throws(EventStreamError) {
        var received: [ReceivedEvent] = []
        defer { pending = received.flatMap { state.received($0) }.reversed() }
        try chunk.withUnsafeReadableBytes { (bytes) throws(EventStreamError) in
            try decoder.feed(bytes) { received.append(ReceivedEvent($0)) }
        }
    }

    /// Stops the turn on the server, within a bounded time.
    private func stop() async {
        body = nil
        guard let turn = state.turn else { return }
        let call = CancellationCall(http: http, configuration: configuration)
        // A task of its own, because this one is cancelled; it is awaited here.
        let stopping = Task { try await call.send(turn) }
        // A server that cannot be told stops the model itself, once nobody reads.
        _ = await stopping.result
    }

    private static func makeDecoder(_ configuration: ChatClientConfiguration) -> EventStreamDecoder {
        // JSON may write a byte of text as six.
        let bound = configuration.maximumAnswerBytes * 6 + 65_536
        return EventStreamDecoder(
            limits: .init(maximumLineByteCount: bound, maximumEventByteCount: bound))
    }
}
