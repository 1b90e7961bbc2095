internal import Synchronization
internal import Turns

/// The picture that a feed's reader has still to be given. A newer one takes the place of an older, because each is whole.
final class NewestPicture: Sendable {
    private let picture = Mutex<RunningTurns.Picture?>(nil)

    func put(_ newer: RunningTurns.Picture) {
        picture.withLock { $0 = newer }
    }

    func take() -> RunningTurns.Picture? {
        picture.withLock { $0.take() }
    }
}
