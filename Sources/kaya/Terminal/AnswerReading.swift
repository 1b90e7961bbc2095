internal import ChatClient

/// Reads an answer to its end and shows it on the way.
struct AnswerReading: Sendable {
    /// `nil` shows nothing.
    let options: AnswerPrinter.Options?

    /// Whatever happens is an outcome; being cancelled is one too.
    func read(_ stream: AnswerStream) async -> AnswerOutcome {
        guard let options else { return await read(stream) { _ in } }
        var printer = AnswerPrinter(options)
        return await Console.output.withoutEcho(if: printer.isRedrawn) {
            let outcome = await read(stream) { printer.show($0) }
            printer.end()
            return outcome
        }
    }

    private func read(_ stream: AnswerStream, _ show: (ChatEvent) -> Void) async -> AnswerOutcome {
        var text = ""
        do {
            for try await event in stream {
                show(event)
                switch event {
                case .text(let piece): text += piece
                case .replaced(let whole): text = whole
                case .finished(let answer): return .answered(answer)
                default: break
                }
            }
            return .failed(ChatError(.interrupted, "The stream ended without an ending.", partialText: text))
        } catch let error as ChatError {
            return .failed(error)
        } catch {
            return .stopped(partialText: text)
        }
    }
}
