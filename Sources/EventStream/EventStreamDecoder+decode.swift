extension EventStreamDecoder {
    /// Reads one chunk and returns the events it completes, with their own text.
    ///
    /// It costs an array and three strings an event; ``feed(_:_:)-(UnsafeRawBufferPointer,_)`` costs neither.
    ///
    /// - Throws: as ``feed(_:_:)-(UnsafeRawBufferPointer,_)``; the events before the error are then lost.
    public mutating func decode(_ bytes: some Sequence<UInt8>) throws(EventStreamError) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        try feed(Array(bytes)) { (event) throws(EventStreamError) in events.append(ServerSentEvent(event)) }
        return events
    }
}
