internal import AsyncHTTPClient

/// The events of one answer, as they come.
///
/// The sequence is pulled: nothing is read ahead of its reader, and nothing is kept but the text so far. It ends after
/// ``ChatEvent/finished(_:)``, or throws ``ChatError`` with the text that had come. When the iterating task is cancelled,
/// the answer is stopped on the server within ``ChatClientConfiguration/stopTimeout``, and `CancellationError` is thrown.
public struct AnswerStream: AsyncSequence, Sendable {
    /// What the reader is told.
    public typealias Element = ChatEvent

    let question: Question
    let configuration: ChatClientConfiguration
    let http: HTTPClient
    let clock: any Clock<Duration>

    /// Begins to ask; the first `next()` sends the question.
    public func makeAsyncIterator() -> Iterator {
        Iterator(
            reader: AnswerReader(
                question: question, configuration: configuration, http: http, clock: clock,
                generator: SystemRandomNumberGenerator()))
    }

    /// One reading of the answer.
    public struct Iterator: AsyncIteratorProtocol {
        let reader: AnswerReader

        /// The next event; `nil` after the last one.
        ///
        /// - Throws: ``ChatError``; `CancellationError`.
        public mutating func next() async throws -> ChatEvent? {
            try await reader.next()
        }
    }
}
