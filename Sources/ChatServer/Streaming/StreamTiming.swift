internal import NIOCore

/// The clocks of a stream's writing.
package struct StreamTiming: Sendable, Hashable {
    /// A sign of life is sent after this much silence. Default 10 s.
    package var heartbeat: Duration = .seconds(10)
    /// A reader that takes nothing for this long is cut off; one of an answer that is no stream, two seconds later.
    /// Default 20 s.
    package var writeTimeout: Duration = .seconds(20)
    /// The longest a long poll waits. Default 25 s.
    package var poll: Duration = .seconds(25)

    package init() {}
}
