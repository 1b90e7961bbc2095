/// The names of the events of the rich dialect; each is described in `docs/protocol.md`.
public enum TurnEventKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The first event, before anything is looked up.
    case started = "turn.started"
    /// What the answer is waiting for.
    case status = "status"
    /// The documents the answer rests on, before its text.
    case sources = "sources"
    /// A piece of the answer.
    case delta = "answer.delta"
    /// Something worth knowing that is not an error.
    case notice = "notice"
    /// A sign of life after ten seconds of silence; carries no id.
    case ping = "ping"
    /// The end of an answer.
    case finished = "turn.finished"
    /// The end of an answer that failed.
    case failed = "turn.failed"
}
