internal import ChatClient

/// Reads an answer to its end and shows it on the way.
struct AnswerReading: Sendable {
    /// `nil` shows nothing.
    let options: AnswerPrinter.Options?

    /// Whatever happens is an outcome; being cancelled is one too.
    func read(_ stream: AnswerStream) async -> AnswerOutcome {
        var printer = options.map { AnswerPrinter($0) }
        var text = ""
        do {
            for try await event in stream {
                printer?.show(event)
                switch event {
                case .text(let piece): text += piece
                case .replaced(let whole): text = whole
                case .finished(let answer): return .answered(answer)
                default: break
                }
            }
            return .failed(ChatError(.interrupted, "The stream ended without an ending.", partialText: text))
        } catch let error as ChatError {
            printer?.end()
            return .failed(error)
        } catch {
            printer?.end()
            return .stopped(partialText: text)
        }
    }
}
