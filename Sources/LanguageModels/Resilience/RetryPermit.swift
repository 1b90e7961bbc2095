internal import Synchronization

/// The right to one retry; given back once, however often it is released, and at the latest when text begins.
final class RetryPermit: DeliveryObserver {
    private let isReleased = Atomic(false)
    private let giveBack: @Sendable () -> Void

    init(giveBack: @escaping @Sendable () -> Void) {
        self.giveBack = giveBack
    }

    func release() {
        if !isReleased.exchange(true, ordering: .acquiringAndReleasing) { giveBack() }
    }

    func modelReasons() {}

    func textBegins() {
        release()
    }
}
