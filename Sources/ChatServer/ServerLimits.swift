/// How much one request, one client and all of them together may ask for. What happens at a bound stands beside it.
package struct ServerLimits: Sendable, Hashable {
    /// Characters of a question; a longer one is refused with `too-large`.
    package var questionCharacters = 4_000
    /// Bytes of a request body; a longer one is refused with `too-large`, unread.
    package var bodyBytes = 262_144
    /// Bytes of all header fields and of the request line; a longer head is refused with status 400 and the
    /// connection closed.
    package var headerBytes = 16_384
    /// Header fields of a request; more are refused like a head that is too long.
    package var headerFields = 100
    /// Messages of history a request may bring; older ones are left out.
    package var historyMessages = 40
    /// Turns of a conversation that the next question is asked with, as history; older ones are left out.
    package var historyTurns = 20
    /// Characters of a conversation's title; a longer one is refused with `too-large`.
    package var titleCharacters = 200
    /// Characters of a comment on an answer; a longer one is refused with `too-large`.
    package var commentCharacters = 2_000
    /// Open connections; further ones wait in the system's queue until one closes.
    package var connections = 10_000
    /// Answers one client may read or wait for at once; a further one is refused with `rate-limited`, and asks no model.
    package var streamsPerClient = 64
    /// Conversations one client may begin in a minute; a further one is refused with `rate-limited`. 0 is no limit.
    package var conversationsPerMinute = 30
    /// How long a connection may be idle, or take over a TLS handshake or a request head; then it is closed. One of HTTP/2
    /// is told to go, and closed five seconds later.
    package var idleTimeout: Duration = .seconds(30)
    /// How long a request body may take; then it is refused with `bad-request`. What has been
    /// answered, read or not, has the same time and two seconds more to end; then its connection is closed, or its stream.
    package var bodyTimeout: Duration = .seconds(10)

    package init() {}
}
