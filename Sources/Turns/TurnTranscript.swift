package import Dialogue

/// What a list of events adds up to.
package struct TurnTranscript: Sendable, Hashable {
    /// The text: all deltas, joined.
    package private(set) var text = ""
    /// The sources, as last announced.
    package private(set) var sources: [Source] = []

    package init(_ events: some Sequence<TurnEvent>) {
        for event in events {
            switch event {
            case .delta(let piece): text += piece
            case .sources(let list): sources = list
            case .started, .status, .notice, .finished, .failed: break
            }
        }
    }
}
