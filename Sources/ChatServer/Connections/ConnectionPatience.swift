internal import NIOCore

/// How long a connection waits for the other side before it is closed.
///
/// Routes, streams and Hummingbird have shorter times of their own and say more; these end what they do not see.
struct ConnectionPatience: Sendable {
    /// Later than a route's or a stream's own time by this much, so that what it says of the delay is seen first.
    static let margin = TimeAmount.seconds(2)
    /// The longest that a connection of HTTP/2 which was told to go has for going by itself.
    static let farewell = TimeAmount.seconds(5)

    /// For a TLS handshake.
    let handshake: TimeAmount
    /// For the next stream of a connection of HTTP/2 that has none. It is told to go (GOAWAY) after the idle time.
    let nextStream: TimeAmount
    /// For the end of a request that was answered.
    let requestEndAfterAnswer: TimeAmount
    /// For the end of a request that has begun, answered or not: its route's own time for a body, and then as above.
    let requestEnd: TimeAmount
    /// For a full socket or stream to take more.
    let write: TimeAmount

    init(limits: ServerLimits, timing: StreamTiming) {
        handshake = TimeAmount(limits.idleTimeout)
        nextStream = handshake + min(handshake, Self.farewell)
        requestEndAfterAnswer = TimeAmount(limits.bodyTimeout) + Self.margin
        requestEnd = TimeAmount(limits.bodyTimeout) + requestEndAfterAnswer
        write = TimeAmount(timing.writeTimeout) + Self.margin
    }
}
