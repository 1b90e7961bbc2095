package import Dialogue
internal import Synchronization

/// Keeps the newest turns in memory until the process ends.
///
/// Bound: `capacity` turns; the oldest goes when one more begins.
package final class InMemoryTurnArchive: TurnArchive {
    private struct State {
        var turns: [TurnID: StoredTurn] = [:]
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
            state.turns[turn.id] = turn
        }
    }

    package func finish(_ id: TurnID, sources: [Source], state ending: StoredTurn.State) async throws {
        state.withLock { state in
            guard var turn = state.turns[id], turn.state == .running else { return }
            turn.sources = sources
            turn.state = ending
            state.turns[id] = turn
        }
    }

    package func turn(_ id: TurnID) async throws -> StoredTurn? {
        state.withLock { $0.turns[id] }
    }
}
