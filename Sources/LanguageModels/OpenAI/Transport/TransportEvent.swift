package import NIOCore

/// What a transport reports while an answer comes in.
package enum TransportEvent: Sendable {
    /// A connection is there (new or from the pool) and the request is being sent.
    case connected
    /// The response head. Informational responses (1xx) are not reported.
    case head(TransportResponseHead)
    /// Body bytes with transfer encoding removed. One read of the socket may bring several of these.
    case body(ByteBuffer)
    /// The socket's read is drained: what came since the last of these is one batch.
    case readComplete
    /// Time has passed. Said while the exchange is under way, also before there is a connection: about every
    /// ``TransportConfiguration/tickInterval``, or less often where the receiver asks for that
    /// (``TransportDirective/proceedUntil(_:)``).
    case tick
}

/// Whether a receiver wants more.
package enum TransportDirective: Sendable {
    case proceed
    /// The same, and no ``TransportEvent/tick`` is wanted before that long has passed.
    case proceedUntil(Duration)
    /// Enough was seen; the rest may be read away so that the connection can be used again.
    case stop
    /// The exchange is over: its connection is closed at once.
    case abandon
}
