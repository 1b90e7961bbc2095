/// Why an event stream cannot be read on, or an event cannot be written.
public struct EventStreamError: Error, Hashable, Sendable {
    /// What went wrong, as a value to compare.
    public struct Code: Hashable, Sendable {
        private enum Value: UInt8 {
            case lineTooLong
            case eventTooLong
            case forbiddenByte
            case stopped
        }

        private let value: Value

        /// A line is longer than ``EventStreamDecoder/Limits/maximumLineByteCount``.
        public static let lineTooLong = Code(value: .lineTooLong)

        /// An event's data is longer than ``EventStreamDecoder/Limits/maximumEventByteCount``.
        public static let eventTooLong = Code(value: .eventTooLong)

        /// An id or an event type to be written holds CR, LF or NUL.
        public static let forbiddenByte = Code(value: .forbiddenByte)

        /// The receiver of events threw this to say that it wants no more of them.
        public static let stopped = Code(value: .stopped)
    }

    /// What went wrong.
    public let code: Code

    /// A sentence for a log. It never holds bytes of the stream.
    public let message: String

    /// Makes an error; receivers of events use it with ``Code/stopped``.
    public init(_ code: Code, message: String) {
        self.code = code
        self.message = message
    }
}
