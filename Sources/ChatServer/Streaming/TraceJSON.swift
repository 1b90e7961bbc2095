internal import Dialogue

/// The JSON object of a `trace.…` event. Times are whole milliseconds; `at` counts from when the answering began.
struct TraceJSON {
    private let trace: TurnTrace

    init(_ trace: TurnTrace) {
        self.trace = trace
    }

    func write(into frames: inout FrameBuffer) {
        frames.append("{\"at\":")
        frames.append(Self.milliseconds(trace.at))
        switch trace.step {
        case .retrieved(let duration, let passages):
            write("ms", Self.milliseconds(duration), into: &frames)
            write("passages", passages, into: &frames)
        case .prompted(let tokens, let passages, let history):
            write("tokens", tokens, into: &frames)
            write("passages", passages, into: &frames)
            write("history", history, into: &frames)
        case .model(let label, let attempt, let state):
            write("label", label, into: &frames)
            write("attempt", attempt, into: &frames)
            write("state", state.rawValue, into: &frames)
        case .retrying(let label, let attempt, let delay, let code):
            write("label", label, into: &frames)
            write("attempt", attempt, into: &frames)
            write("code", code, into: &frames)
            write("delayMs", Self.milliseconds(delay), into: &frames)
        case .passedOver(let label, let code):
            write("label", label, into: &frames)
            write("code", code, into: &frames)
        }
        frames.append("}")
    }

    private func write(_ name: StaticString, _ number: Int, into frames: inout FrameBuffer) {
        writeName(name, into: &frames)
        frames.append(number)
    }

    private func write(_ name: StaticString, _ text: String, into frames: inout FrameBuffer) {
        writeName(name, into: &frames)
        frames.append(json: text)
    }

    private func writeName(_ name: StaticString, into frames: inout FrameBuffer) {
        frames.append(",\"")
        frames.append(name)
        frames.append("\":")
    }

    private static func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }
}
