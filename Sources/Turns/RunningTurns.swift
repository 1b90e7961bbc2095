package import Dialogue
internal import Synchronization

/// Which turns of each owner's conversations run at this moment, for those who watch: a second tab, another device.
///
/// Who watches is told the whole picture at once and after each change; pictures that were not looked at in time are
/// replaced by the newest. Bound: one picture for each watcher, and as many turns as run.
package final class RunningTurns: Sendable {
    /// All turns of one owner that run.
    package struct Picture: Sendable, Hashable {
        /// One of them.
        package struct Turn: Sendable, Hashable {
            package let id: TurnID
            package let conversation: ConversationID
        }

        /// In the order they began.
        package var turns: [Turn]
    }

    private struct State {
        var pictures: [Owner: Picture] = [:]
        var watchers: [Owner: [Int: AsyncStream<Picture>.Continuation]] = [:]
        var nextNumber = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    /// The picture of an owner's turns now, and after each change, until the server shuts down.
    package func pictures(of owner: Owner) -> AsyncStream<Picture> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let number = state.withLock { state -> Int? in
                guard !state.isClosed else { return nil }
                defer { state.nextNumber += 1 }
                state.watchers[owner, default: [:]][state.nextNumber] = continuation
                continuation.yield(state.pictures[owner] ?? Picture(turns: []))
                return state.nextNumber
            }
            guard let number else { return continuation.finish() }
            continuation.onTermination = { _ in self.leave(owner, number) }
        }
    }

    private func leave(_ owner: Owner, _ number: Int) {
        state.withLock { state in
            state.watchers[owner]?[number] = nil
            if state.watchers[owner]?.isEmpty == true { state.watchers[owner] = nil }
        }
    }

    func began(_ turn: LiveTurn) {
        change(turn) { $0.turns.append(Picture.Turn(id: turn.id, conversation: $1)) }
    }

    func ended(_ turn: LiveTurn) {
        change(turn) { picture, _ in picture.turns.removeAll { $0.id == turn.id } }
    }

    private func change(_ turn: LiveTurn, _ change: (inout Picture, ConversationID) -> Void) {
        guard let place = turn.request.place else { return }
        state.withLock { state in
            var picture = state.pictures[place.owner] ?? Picture(turns: [])
            change(&picture, place.conversation)
            state.pictures[place.owner] = picture.turns.isEmpty ? nil : picture
            for watcher in (state.watchers[place.owner] ?? [:]).values { watcher.yield(picture) }
        }
    }

    /// Ends all watching, so that shutdown waits for nobody.
    func close() {
        let watchers = state.withLock { state in
            state.isClosed = true
            defer { state.watchers = [:] }
            return state.watchers.values.flatMap(\.values)
        }
        for watcher in watchers { watcher.finish() }
    }
}
