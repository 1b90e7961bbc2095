internal import Dialogue
internal import LiveStreams

/// The dialect of `/chat/stream`: `text`, then `done` or `error`, and nothing else with data.
struct SimpleDialect: FrameDialect {
    let language: Language

    func write(_ slice: StreamSlice<TurnEvent>, of turn: TurnID, into frames: inout FrameBuffer) {
        writeText(slice, of: turn, into: &frames)
        guard let last = slice.events.last, last.isTerminal else { return }
        frames.append("id: ")
        frames.append(EventID(turn: turn, sequence: slice.lastSequence, isEnd: true))
        switch last {
        case .finished(let result): write(result, into: &frames)
        case .failed(let problem, let partialText): write(problem, partialText: partialText, into: &frames)
        default: break
        }
    }

    private func writeText(_ slice: StreamSlice<TurnEvent>, of turn: TurnID, into frames: inout FrameBuffer) {
        guard let last = slice.events.lastIndex(where: \.isDelta) else { return }
        frames.append("id: ")
        frames.append(EventID(turn: turn, sequence: slice.firstSequence + last))
        frames.append("\ndata: {\"text\":\"")
        for event in slice.events {
            if case .delta(let text) = event { frames.append(escaping: text) }
        }
        frames.append("\"}\n\n")
    }

    private func write(_ result: TurnResult, into frames: inout FrameBuffer) {
        frames.append("\ndata: {\"done\":true,\"fullText\":")
        frames.append(json: result.fullText)
        frames.append(",\"finish\":")
        frames.append(json: result.finish.rawValue)
        frames.append("}\n\n")
    }

    private func write(_ problem: Problem, partialText: String, into frames: inout FrameBuffer) {
        frames.append("\ndata: {\"error\":")
        frames.append(json: ProblemText(problem, language: language).sentence)
        frames.append(",\"code\":")
        frames.append(json: problem.code.rawValue)
        frames.append(problem.code.isRetryable ? ",\"retryable\":true" : ",\"retryable\":false")
        if let seconds = problem.retryAfter {
            frames.append(",\"retryAfter\":")
            frames.append(seconds)
        }
        frames.append(",\"partialText\":")
        frames.append(json: partialText)
        frames.append("}\n\n")
    }

    func heartbeat(into frames: inout FrameBuffer) {
        frames.append(": \n\n")
    }
}

extension TurnEvent {
    var isDelta: Bool {
        if case .delta = self { true } else { false }
    }
}
