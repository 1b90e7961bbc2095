/// Status and header fields of a response.
package struct TransportResponseHead: Sendable {
    package var status: Int
    /// Header fields in order, names as received.
    package var headers: [(name: String, value: String)]

    package init(status: Int, headers: [(name: String, value: String)]) {
        self.status = status
        self.headers = headers
    }

    /// The first value of a field, whose name is given in lower case and compared without regard to that.
    package func value(of name: String) -> String? {
        headers.first { ASCII.matches($0.name, name) }?.value
    }
}
