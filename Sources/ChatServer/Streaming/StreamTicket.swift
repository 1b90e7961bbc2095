internal import Synchronization

/// A place among a client's open streams, given back once: when the stream ends, or when its response is dropped
/// without having been written.
final class StreamTicket: Sendable {
    private let client: String
    private let ledger: StreamLedger
    private let isGivenBack = Atomic(false)

    init(client: String, ledger: StreamLedger) {
        self.client = client
        self.ledger = ledger
    }

    deinit {
        giveBack()
    }

    func giveBack() {
        if !isGivenBack.exchange(true, ordering: .relaxed) { ledger.leave(client) }
    }
}
