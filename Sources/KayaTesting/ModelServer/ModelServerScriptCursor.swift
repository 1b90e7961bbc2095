/// Goes through a script step by step, into repetitions and answers and back out of them.
struct ModelServerScriptCursor {
    private struct Frame {
        var script: ModelServer.Script
        var index = 0
        /// How often it is still to be begun anew; `nil` is for ever.
        var repetitions: Int? = 0
    }

    private var frames: [Frame]

    init(_ script: ModelServer.Script) {
        frames = [Frame(script: script)]
    }

    /// The next step that is no repetition, or `nil` at the end of the script.
    mutating func next() -> ModelServer.Step? {
        while let frame = frames.last {
            guard frame.index < frame.script.count else {
                beginAnewOrLeave(frame)
                continue
            }
            frames[frames.count - 1].index += 1
            guard case .repeat(let script, let times) = frame.script[frame.index] else {
                return frame.script[frame.index]
            }
            let isEmpty = script.isEmpty || times.map { $0 < 1 } ?? false
            if !isEmpty { frames.append(Frame(script: script, repetitions: times.map { $0 - 1 })) }
        }
        return nil
    }

    /// Goes on with `script` and afterwards where it was.
    mutating func enter(_ script: ModelServer.Script) {
        frames.append(Frame(script: script))
    }

    private mutating func beginAnewOrLeave(_ frame: Frame) {
        frames.removeLast()
        if frame.repetitions == 0 { return }
        frames.append(Frame(script: frame.script, repetitions: frame.repetitions.map { $0 - 1 }))
    }
}
