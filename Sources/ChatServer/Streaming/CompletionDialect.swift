internal import Dialogue
internal import LiveStreams

/// The dialect of `/v1/chat/completions`: chat-completion chunks, then `[DONE]`.
struct CompletionDialect: FrameDialect {
    let includesUsage: Bool
    /// When the answer was asked for, as Unix time in seconds.
    let created: Int
    let language: Language
    private var hasSaidRole = false

    init(includesUsage: Bool, created: Int, language: Language) {
        self.includesUsage = includesUsage
        self.created = created
        self.language = language
    }

    func open(into frames: inout FrameBuffer) {
        frames.append(": ok\n\n")
    }

    mutating func write(_ slice: StreamSlice<TurnEvent>, of turn: TurnID, into frames: inout FrameBuffer) {
        if !hasSaidRole {
            hasSaidRole = true
            beginChunk(turn, into: &frames)
            frames.append(#"[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}"#)
            frames.append("\n\n")
        }
        if slice.events.contains(where: \.isDelta) {
            beginChunk(turn, into: &frames)
            frames.append(#"[{"index":0,"delta":{"content":""#)
            for event in slice.events {
                if case .delta(let text) = event { frames.append(escaping: text) }
            }
            frames.append(#""},"finish_reason":null}]}"#)
            frames.append("\n\n")
        }
        switch slice.events.last {
        case .finished(let result): write(result, of: turn, into: &frames)
        case .failed(let problem, _): write(problem, into: &frames)
        default: break
        }
    }

    private func beginChunk(_ turn: TurnID, into frames: inout FrameBuffer) {
        frames.append("data: {\"id\":\"chatcmpl-")
        frames.append(turn)
        frames.append(#"","object":"chat.completion.chunk","created":"#)
        frames.append(created)
        frames.append(#","model":"kaya","choices":"#)
    }

    private func write(_ result: TurnResult, of turn: TurnID, into frames: inout FrameBuffer) {
        beginChunk(turn, into: &frames)
        frames.append(#"[{"index":0,"delta":{},"finish_reason":"#)
        frames.append(json: CompletionJSON.finishReason(result.finish))
        frames.append("}]}\n\n")
        if includesUsage {
            beginChunk(turn, into: &frames)
            frames.append("[],\"usage\":")
            CompletionJSON.write(result.usage, into: &frames)
            frames.append("}\n\n")
        }
        frames.append("data: [DONE]\n\n")
    }

    private func write(_ problem: Problem, into frames: inout FrameBuffer) {
        frames.append("data: ")
        CompletionJSON.write(problem, language: language, into: &frames)
        frames.append("\n\n")
    }

    func heartbeat(into frames: inout FrameBuffer) {
        frames.append(": \n\n")
    }
}
