package import Dialogue
internal import Synchronization

/// Keeps the newest turns of no conversation in memory until the process ends.
///
/// Bound: `capacity` turns; the oldest goes when one more begins.
package final class InMemoryTurnArchive: TurnArchive {
    /// A turn on the heap, so that the table's free places are small.
    private final class Entry {
        var turn: StoredTurn

        init(_ turn: StoredTurn) {
            self.turn = turn
        }
    }

    private struct State {
        var turns: [TurnID: Entry] = [:]
        /// Turn ids in the order they began, as a ring of `capacity` places.
        var order: [TurnID] = []
        var oldest = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    package init(capacity: Int) {
        self.capacity = max(capacity, 1)
    }

    package func begin(_ turn: StoredTurn) async throws {
        state.withLock { state in
            if state.order.count < capacity {
                state.order.append(turn.id)
            } else {
                state.turns[state.order[state.oldest]] = nil
                state.order[state.oldest] = turn.id
                state.oldest = (state.oldest + 1) % capacity
            }
            state.turns[turn.id] = Entry(turn)
        }
    }

    package func finish(
        _ id: TurnID, in place: TurnPlace?, sources: [Source], state ending: StoredTurn.State
    ) async throws {
        state.withLock { state in
            guard let entry = state.turns[id], entry.turn.isRunning else { return }
            entry.turn.sources = sources
            entry.turn.state = ending
        }
    }

    package func turn(_ id: TurnID, for owner: Owner?) async throws -> StoredTurn? {
        state.withLock { $0.turns[id]?.turn }
    }
}
