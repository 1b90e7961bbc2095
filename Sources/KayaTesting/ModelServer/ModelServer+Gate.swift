import Synchronization

extension ModelServer {
    /// Holds up scripts until a test opens it. Once open, it stays open.
    package final class Gate: Sendable {
        private struct State {
            var isOpen = false
            var waiting: [@Sendable () -> Void] = []
        }

        private let state = Mutex(State())

        package init() {}

        /// Lets everybody through, now and later.
        package func open() {
            let waiting = state.withLock { state in
                state.isOpen = true
                defer { state.waiting = [] }
                return state.waiting
            }
            for resume in waiting { resume() }
        }

        func whenOpen(_ resume: @escaping @Sendable () -> Void) {
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(resume) }
                return state.isOpen
            }
            if isOpen { resume() }
        }
    }
}
