package import Dialogue

/// What a list of events adds up to.
package struct TurnTranscript: Sendable, Hashable {
    /// The text: all deltas, joined.
    package private(set) var text = ""
    /// The sources, as last announced.
    package private(set) var sources: [Source] = []
    /// Whether something was to be said about the answer that a reader should know.
    package private(set) var hasNotices = false

    package init(_ events: some Sequence<TurnEvent>) {
        for event in events {
            switch event {
            case .delta(let piece): text += piece
            case .sources(let list): sources = list
            case .notice: hasNotices = true
            case .started, .status, .trace, .finished, .failed: break
            }
        }
    }
}
