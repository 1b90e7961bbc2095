internal import Synchronization

/// What a test waits for instead of sleeping: things that happen are put in, and taken out in their order.
///
/// Bound: what a test puts in. Two waiters are served in the order they came.
package final class Arrivals<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var waiters: [CheckedContinuation<Element, Never>] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// Hands `element` to the first waiter, or keeps it for the next one.
    package func put(_ element: Element) {
        let waiter: CheckedContinuation<Element, Never>? = state.withLock { state in
            guard state.waiters.isEmpty else { return state.waiters.removeFirst() }
            state.elements.append(element)
            return nil
        }
        waiter?.resume(returning: element)
    }

    /// The oldest element that nobody has taken; waits until there is one.
    package func next() async -> Element {
        await withCheckedContinuation { continuation in
            let element: Element? = state.withLock { state in
                guard state.elements.isEmpty else { return state.elements.removeFirst() }
                state.waiters.append(continuation)
                return nil
            }
            if let element { continuation.resume(returning: element) }
        }
    }

    /// Takes out elements until one fits, and returns it.
    package func next(where fits: (Element) -> Bool) async -> Element {
        while true {
            let element = await next()
            if fits(element) { return element }
        }
    }

    /// What nobody has taken, oldest first.
    package var pending: [Element] { state.withLock { $0.elements } }
}
