/// Writes server-sent events as bytes that decode to the same events.
///
/// Data of several lines becomes several `data` lines, split at CR, LF and CRLF, so that no data can begin a field
/// of its own; decoded, it has LF in their place. An id or type that holds CR, LF or NUL is refused, and nothing is
/// written then. Nothing allocates but the caller's own array when it grows.
public struct EventStreamEncoder: Sendable {
    /// Makes an encoder; it keeps nothing between events.
    public init() {}

    /// The number of bytes that ``write(_:into:)`` will write.
    ///
    /// - Throws: ``EventStreamError/Code/forbiddenByte`` if the id or the type holds CR, LF or NUL.
    public func byteCount(of event: borrowing EventView) throws(EventStreamError) -> Int {
        if event.hasID { try check(event.id, "An id") }
        if !event.type.isEmpty { try check(event.type, "An event type") }
        return fieldByteCount(of: event) + LineSplit.byteCount(of: event.data, prefixedBy: 6) + 1
    }

    /// Writes one event, blank line included, and returns the number of bytes written.
    ///
    /// The id comes first. No field is written that the event does not have; data always is, even if empty.
    ///
    /// - Precondition: `buffer` has room for ``byteCount(of:)`` bytes.
    /// - Throws: ``EventStreamError/Code/forbiddenByte`` if the id or the type holds CR, LF or NUL.
    @discardableResult
    public func write(
        _ event: borrowing EventView, into buffer: UnsafeMutableRawBufferPointer
    ) throws(EventStreamError) -> Int {
        let count = try byteCount(of: event)
        precondition(buffer.count >= count, "the buffer has no room for the event")
        writeChecked(event, into: buffer)
        return count
    }

    /// Appends one event, blank line included, to a buffer that is used again; otherwise as ``write(_:into:)``.
    public func append(_ event: borrowing EventView, to bytes: inout [UInt8]) throws(EventStreamError) {
        let count = try byteCount(of: event)
        bytes.withAppendedBytes(count) { writeChecked(event, into: $0) }
    }

    /// Appends one event of text; otherwise as ``append(_:to:)``, but for the copies that text may need.
    public func append(
        data: String, type: String = "", id: String? = nil, retry: UInt32? = nil, to bytes: inout [UInt8]
    ) throws(EventStreamError) {
        let (data, type, idBytes) = (Array(data.utf8), Array(type.utf8), Array((id ?? "").utf8))
        try data.withUnsafeBufferPointer { (data) throws(EventStreamError) in
            try type.withUnsafeBufferPointer { (type) throws(EventStreamError) in
                try idBytes.withUnsafeBufferPointer { (idBytes) throws(EventStreamError) in
                    try append(
                        EventView(
                            data: UnsafeRawBufferPointer(data), type: UnsafeRawBufferPointer(type),
                            id: id == nil ? nil : UnsafeRawBufferPointer(idBytes), retry: retry),
                        to: &bytes)
                }
            }
        }
    }

    /// Appends a comment and a blank line: `: text`, one comment line for every line of it; empty text is a heartbeat.
    public func append(comment: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        bytes.withAppendedBytes(LineSplit.byteCount(of: comment, prefixedBy: 2) + 1) { buffer in
            var cursor = FrameCursor(buffer)
            cursor.writeLines(of: comment, prefixedBy: ": ")
            cursor.writeLineFeed()
        }
    }

    /// Appends a reconnection time and a blank line, which make no event.
    public func append(retry milliseconds: UInt32, to bytes: inout [UInt8]) {
        bytes.withAppendedBytes(8 + DecimalDigits.count(of: milliseconds) + 1) { buffer in
            var cursor = FrameCursor(buffer)
            cursor.writeRetry(milliseconds)
            cursor.writeLineFeed()
        }
    }

    private func fieldByteCount(of event: borrowing EventView) -> Int {
        var count = 0
        if event.hasID { count += 5 + event.id.count }
        if !event.type.isEmpty { count += 8 + event.type.count }
        if let retry = event.retry { count += 8 + DecimalDigits.count(of: retry) }
        return count
    }

    private func writeChecked(_ event: borrowing EventView, into buffer: UnsafeMutableRawBufferPointer) {
        var cursor = FrameCursor(buffer)
        if event.hasID { cursor.writeLine("id: ", event.id) }
        if !event.type.isEmpty { cursor.writeLine("event: ", event.type) }
        if let retry = event.retry { cursor.writeRetry(retry) }
        cursor.writeLines(of: event.data, prefixedBy: "data: ")
        cursor.writeLineFeed()
    }

    private func check(_ value: UnsafeRawBufferPointer, _ what: StaticString) throws(EventStreamError) {
        for byte in value where byte == LineEnding.lineFeed || byte == LineEnding.carriageReturn || byte == 0 {
            throw EventStreamError(.forbiddenByte, message: "\(what) holds CR, LF or NUL.")
        }
    }
}

extension [UInt8] {
    /// Appends `count` bytes that `body` writes.
    fileprivate mutating func withAppendedBytes(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Void) {
        let start = self.count
        append(contentsOf: repeatElement(0, count: count))
        withUnsafeMutableBufferPointer { buffer in
            body(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[start...])))
        }
    }
}
