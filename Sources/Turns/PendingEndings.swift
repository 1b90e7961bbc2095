internal import Archive
internal import Dialogue
internal import Synchronization

/// Endings that the archive could not take when they came. Until it does, they are what is true of their turns.
///
/// Bound: `maximum`; beyond it the oldest is given up, and its turn counts as interrupted after a restart.
final class PendingEndings: Sendable {
    /// How a turn ended, and where it is kept.
    struct Ending: Sendable {
        let id: TurnID
        let place: TurnPlace?
        let sources: [Source]
        let state: StoredTurn.State
    }

    static let maximum = 1_024
    private let endings = Mutex<[Ending]>([])

    /// The endings that wait, the oldest first.
    var all: [Ending] { endings.withLock(\.self) }

    /// Keeps an ending; `false` when another one had to be given up for it.
    func keep(_ ending: Ending) -> Bool {
        endings.withLock { endings in
            endings.append(ending)
            guard endings.count > Self.maximum else { return true }
            endings.removeFirst()
            return false
        }
    }

    /// An ending is in the archive.
    func remove(_ id: TurnID) {
        endings.withLock { $0.removeAll { $0.id == id } }
    }

    /// A stored turn with the ending that waits for it, if there is one.
    func completed(_ turn: StoredTurn) -> StoredTurn {
        guard turn.isRunning, let ending = endings.withLock({ $0.first { $0.id == turn.id } }) else { return turn }
        var turn = turn
        turn.sources = ending.sources
        turn.state = ending.state
        return turn
    }
}
