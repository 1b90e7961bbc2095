extension ModelServer {
    /// One thing a scripted connection does.
    package enum Step: Sendable {
        /// Waits until a whole request has arrived.
        case expectRequest
        /// Waits until so many more bytes of any kind have arrived, and takes them away; for what is no HTTP/1.1.
        case expectBytes(Int)
        /// Goes on with the steps that the closure gives for the request awaited last.
        case answer(@Sendable (Request) -> Script)
        /// Writes and flushes bytes at once.
        case send([UInt8])
        /// Writes bytes in pieces, split before the given indices. A piece is written when the client has read the one
        /// before, so that each is a read of its own (seen in /proc/net/tcp; elsewhere the pieces may run together).
        case sendSlowly([UInt8], splitAt: [Int])
        /// Waits until the test opens the gate.
        case wait(until: Gate)
        /// Reports ``Event/noted(_:connection:)``.
        case note(String)
        /// Closes the connection in order: with TLS, says so first.
        case close
        /// Closes TCP without closing TLS. Without TLS, the same as ``close``.
        case cut
        /// Resets the connection: the client sees an error, not an end.
        case reset
        /// Keeps the connection open and does nothing more.
        case hold
        /// Does steps again and again; `nil` is for ever.
        case `repeat`(Script, times: Int?)

        /// Writes and flushes text at once.
        package static func send(_ text: String) -> Step { .send(Array(text.utf8)) }

        /// Writes each byte alone.
        package static func sendByteByByte(_ bytes: [UInt8]) -> Step {
            .sendSlowly(bytes, splitAt: Array(bytes.indices.dropFirst()))
        }
    }

    /// Something that happened at the server. Connections are counted from 0 in the order they were accepted.
    package enum Event: Sendable {
        case connectionAccepted(Int)
        case requestReceived(Request)
        /// A script came to a ``Step/note(_:)``.
        case noted(String, connection: Int)
        /// The client closed or reset the connection, and not the script.
        case clientClosed(connection: Int)
        /// The script closed or reset the connection.
        case serverClosed(connection: Int)
    }

    /// An event did not come in time.
    package struct TimedOut: Error, CustomStringConvertible {
        /// Events that nobody took.
        package let events: [Event]

        package var description: String { "The model server saw nothing that was expected, but: \(events)" }
    }
}
