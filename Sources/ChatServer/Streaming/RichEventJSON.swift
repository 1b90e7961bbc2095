internal import Dialogue

/// The JSON object of an event of the rich dialect.
struct RichEventJSON {
    let turn: TurnID
    let language: Language

    func write(_ event: TurnEvent, into frames: inout FrameBuffer) {
        switch event {
        case .started:
            frames.append("{\"turn\":\"")
            frames.append(turn)
            frames.append("\"}")
        case .status(let phase):
            frames.append("{\"phase\":")
            frames.append(json: phase.rawValue)
            frames.append("}")
        case .sources(let sources): write(sources, into: &frames)
        case .delta(let text):
            frames.append("{\"text\":")
            frames.append(json: text)
            frames.append("}")
        case .notice(let notice):
            frames.append("{\"code\":")
            frames.append(json: notice.code.rawValue)
            frames.append(",\"text\":")
            frames.append(json: NoticeText(notice, language: language).sentence)
            frames.append("}")
        case .trace(let trace): TraceJSON(trace).write(into: &frames)
        case .finished(let result): write(result, into: &frames)
        case .failed(let problem, let partialText):
            frames.append("{\"problem\":")
            ProblemJSON(problem, language: language).write(into: &frames)
            frames.append(",\"partialText\":")
            frames.append(json: partialText)
            frames.append("}")
        }
    }

    private func write(_ sources: [Source], into frames: inout FrameBuffer) {
        frames.append("{\"sources\":")
        SourcesJSON(sources).write(into: &frames)
        frames.append("}")
    }

    private func write(_ result: TurnResult, into frames: inout FrameBuffer) {
        frames.append("{\"finish\":")
        frames.append(json: result.finish.rawValue)
        frames.append(",\"fullText\":")
        frames.append(json: result.fullText)
        if let usage = result.usage {
            frames.append(",\"usage\":{\"promptTokens\":")
            frames.append(usage.promptTokens)
            frames.append(",\"completionTokens\":")
            frames.append(usage.completionTokens)
            frames.append("}")
        }
        guard let moment = result.cachedAt else { return frames.append(",\"cached\":false}") }
        frames.append(",\"cached\":true,\"answeredAt\":")
        frames.append(json: MomentText(moment).description)
        frames.append("}")
    }
}
