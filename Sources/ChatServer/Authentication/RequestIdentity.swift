internal import Identity

/// Who a request was found to come from.
///
/// For as long as it lives, the request counts as open: what ends the credential closes its connection.
final class RequestIdentity: Sendable {
    /// How the credential came.
    enum Carrier: Sendable {
        /// In the field `Authorization`, which no foreign page can make a browser send.
        case field
        /// In a cookie, which browsers send by themselves.
        case cookie
        /// As a ticket, for the question it was made for.
        case ticket(question: String)
    }

    let principal: Principal
    let carrier: Carrier
    private let requests: OpenRequests
    private let number: Int

    init(_ principal: Principal, _ carrier: Carrier, requests: OpenRequests, close: @escaping @Sendable () -> Void) {
        self.principal = principal
        self.carrier = carrier
        self.requests = requests
        number = requests.open(principal, close: close)
    }

    func isNumber(_ other: Int) -> Bool { number == other }

    deinit {
        requests.close(number)
    }
}
