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
    /// Looking things up is over.
    case retrieved = "trace.retrieved"
    /// The prompt is composed.
    case prompted = "trace.prompted"
    /// A model is asked, reasons, or begins to write.
    case model = "trace.model"
    /// An attempt failed, and another one follows.
    case retrying = "trace.retrying"
    /// A model is given up for this answer.
    case passedOver = "trace.passed-over"
    /// The end of an answer.
    case finished = "turn.finished"
    /// The end of an answer that failed.
    case failed = "turn.failed"
}
