import ChatClient

/// Everything a reader was told, and the text as it pieced it together.
struct Reading {
    var events: [ChatEvent] = []
    var text = ""
    var answer: ChatAnswer?

    init(_ stream: AnswerStream) async throws {
        for try await event in stream {
            if case .reconnecting = event { continue }
            events.append(event)
            switch event {
            case .text(let piece): text += piece
            case .replaced(let whole): text = whole
            case .finished(let answer): self.answer = answer
            default: break
            }
        }
    }
}
