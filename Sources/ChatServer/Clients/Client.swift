internal import Dialogue

/// Who a request comes from, as far as a request says.
struct Client: Sendable {
    /// The address as text; `-` where there is none. For limits, never for logs of content.
    var address: String
    /// Whether the request came from this machine without a proxy in between.
    var isLocal: Bool
    /// Whether the connection is encrypted all the way to the browser, as far as Kaya can know.
    var isSecure = false
    var visitor: Visitor
    var language: Language
}
