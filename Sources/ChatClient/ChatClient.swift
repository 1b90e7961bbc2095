public import AsyncHTTPClient
public import Dialogue
internal import NIOCore

/// Asks a Kaya server and reads the answer while it is written.
///
/// An answer is a log that the server keeps, and a client is a reader with a place in it. When the connection breaks, the
/// reader comes back and goes on behind its place: no word is lost or repeated, and the question is not asked again.
/// Every question carries a request id, so that even a question whose first response was lost is asked only once.
///
/// ```swift
/// let chat = ChatClient(url: "http://127.0.0.1:8080")
/// for try await event in chat.ask("Was kostet ein Personalausweis?") {
///     if case .text(let piece) = event { print(piece, terminator: "") }
/// }
/// ```
///
/// Cancelling the task that iterates stops the answer, and with it the model. Leaving the loop in another way only ends
/// the reading; the server then stops the model after its own grace.
public struct ChatClient: Sendable {
    private let configuration: ChatClientConfiguration
    private let http: HTTPClient
    private let clock: any Clock<Duration>

    /// A client of the server at `url`, such as `https://chat.example.org`.
    ///
    /// - Parameter httpClient: Sends the requests, and is the caller's to shut down. Without one the process's shared
    ///   client does, which keeps trying to connect for the whole of the watchdog; ``httpConfiguration`` suits better.
    public init(url: String, httpClient: HTTPClient = .shared) {
        self.init(ChatClientConfiguration(url: url), httpClient: httpClient)
    }

    /// A client with these clocks and bounds.
    public init(_ configuration: ChatClientConfiguration, httpClient: HTTPClient = .shared) {
        self.init(configuration, httpClient: httpClient, clock: ContinuousClock())
    }

    package init(
        _ configuration: ChatClientConfiguration, httpClient: HTTPClient, clock: any Clock<Duration>
    ) {
        self.configuration = configuration
        http = httpClient
        self.clock = clock
    }

    /// Settings for an HTTP client that suit streams: a refused connection is reported at once, nothing is decompressed, and
    /// no redirect is followed.
    public static var httpConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .seconds(5)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.redirectConfiguration = .disallow
        return configuration
    }

    /// Asks a question. Nothing is sent before the first event is awaited; each iteration sends its own.
    ///
    /// - Parameters:
    ///   - question: What is asked; at most as long as the server allows.
    ///   - history: What was said before, oldest first.
    ///   - requestID: The name of this request. Asking again under the same name reads the same answer; without one
    ///     every iteration makes its own.
    public func ask(_ question: String, history: [Message] = [], requestID: String? = nil)
        -> AnswerStream
    {
        AnswerStream(
            question: Question(text: question, history: history, requestID: requestID),
            configuration: configuration, http: http, clock: clock)
    }

    /// Asks a question and returns the whole answer.
    ///
    /// - Throws: ``ChatError``, with the text that had come; `CancellationError`.
    public func complete(
        _ question: String, history: [Message] = [], requestID: String? = nil
    ) async throws -> ChatAnswer {
        for try await event in ask(question, history: history, requestID: requestID) {
            if case .finished(let answer) = event { return answer }
        }
        throw ChatError(.interrupted, "The stream ended without an ending.")
    }

    /// Stops an answer, whoever reads it. The text so far is kept; its readers see the ending `stopped`.
    ///
    /// - Throws: ``ChatError`` when the server cannot be reached or does not know the turn.
    public func stop(_ turn: TurnID) async throws {
        try await CancellationCall(http: http, configuration: configuration).send(turn)
    }
}
