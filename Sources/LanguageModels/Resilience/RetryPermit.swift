/// The right to one retry; given back once, however often it is released.
final class RetryPermit: Sendable {
    private let released = FirstSign()
    private let giveBack: @Sendable () -> Void

    init(giveBack: @escaping @Sendable () -> Void) {
        self.giveBack = giveBack
    }

    func release() {
        if released.happensNow() { giveBack() }
    }
}
