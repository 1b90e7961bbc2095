internal import EventStream

/// A stream of events on its way to the page: bytes in, events out.
///
/// Each event is its type, its data and the last event id in force, each as an unsigned LEB128 that says how many bytes
/// there are, and the bytes.
final class EventReader {
    private var decoder = EventStreamDecoder()
    private var events: [UInt8] = []

    /// Reads on; false when a line or an event is too long, after everything before it was read. Nothing is read then
    /// until ``finish()``.
    func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        do throws(EventStreamError) {
            try decoder.feed(UnsafeRawBufferPointer(bytes)) { (event) throws(EventStreamError) in
                append(event.type)
                append(event.data)
                append(event.id)
            }
            return true
        } catch {
            return false
        }
    }

    /// The connection has ended: what came after the last blank line is dropped, and another may begin.
    func finish() {
        _ = decoder.finish()
    }

    /// The events since the last time.
    func takeEvents() -> [UInt8] {
        let taken = events
        events = []
        return taken
    }

    private func append(_ piece: UnsafeRawBufferPointer) {
        var rest = UInt32(truncatingIfNeeded: piece.count)
        while rest >= 0x80 {
            events.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        events.append(UInt8(truncatingIfNeeded: rest))
        events.append(contentsOf: piece)
    }
}
