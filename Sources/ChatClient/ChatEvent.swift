public import Dialogue

/// What happens while an answer is read. Later versions may add cases: switch with a `default`.
public enum ChatEvent: Hashable, Sendable {
    /// The server has the question; its answer can be stopped, and read elsewhere, under this name.
    case started(TurnID)
    /// What the answer is waiting for.
    case status(TurnPhase)
    /// The documents the answer rests on, before its text.
    case sources([Source])
    /// The text goes on.
    case text(String)
    /// The whole text so far is this instead; rare.
    case replaced(String)
    /// Something worth knowing that is no error, with a sentence for people where the server has one.
    case notice(Notice.Code, text: String?)
    /// The connection broke or the server is busy; the next attempt follows after this wait.
    case reconnecting(after: Duration)
    /// The last event: the answer and how it ended.
    case finished(ChatAnswer)
}
