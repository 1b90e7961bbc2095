/// Blocks that cross chunks: their lines are copied into the decoder's own buffers.
extension EventStreamDecoder {
    /// Reads lines until the block that earlier chunks began has ended, and returns where the next block begins.
    mutating func readOpenBlock(
        _ base: UnsafeRawPointer, from start: Int, to end: Int,
        _ receive: (borrowing EventView) throws(EventStreamError) -> Void
    ) throws(EventStreamError) -> Int {
        var position = start
        while position < end, !carry.isEmpty || block.isOpen {
            let lineEnd = LineEnding.first(in: base, from: position, to: end)
            let piece = UnsafeRawBufferPointer(start: base + position, count: lineEnd - position)
            work.scannedByteCount += piece.count
            try limits.checkLine(carry.count + piece.count)
            if lineEnd == end {
                keep(piece)
                return end
            }
            position = positionAfter(lineEnd, base, end)
            if carry.isEmpty {
                try read(piece, receive)
            } else {
                keep(piece)
                try readCarriedLine(receive)
            }
        }
        return position
    }

    /// Copies the beginning of a line whose end has not come yet.
    mutating func keep(_ piece: UnsafeRawBufferPointer) {
        work.copiedByteCount += piece.count
        carry.append(contentsOf: piece)
    }

    /// Where the next line begins, after the line ending at `lineEnd`.
    ///
    /// CR ends a line at once. If it is the chunk's last byte, an LF that opens the next chunk belongs to it.
    @inline(__always)
    mutating func positionAfter(_ lineEnd: Int, _ base: UnsafeRawPointer, _ end: Int) -> Int {
        let next = lineEnd &+ 1
        guard base.load(fromByteOffset: lineEnd, as: UInt8.self) == LineEnding.carriageReturn else { return next }
        guard next < end else {
            skipsLineFeed = true
            return next
        }
        return base.load(fromByteOffset: next, as: UInt8.self) == LineEnding.lineFeed ? next &+ 1 : next
    }

    /// Adds the data of a line that the end of the stream cut, within the bounds.
    mutating func keepUnfinishedLine() {
        let line = carry
        line.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            let line = FieldLine(base, count: bytes.count)
            guard line.field == .data else { return }
            do throws(EventStreamError) {
                try block.appendData(line.value, limits: limits)
            } catch {
                block.clear()
            }
        }
    }

    private mutating func readCarriedLine(
        _ receive: (borrowing EventView) throws(EventStreamError) -> Void
    ) throws(EventStreamError) {
        var line: [UInt8] = []
        swap(&line, &carry)
        try line.withUnsafeBufferPointer { (buffer) throws(EventStreamError) in
            try read(UnsafeRawBufferPointer(buffer), receive)
        }
        line.removeAllKeepingSome()
        swap(&line, &carry)
    }

    private mutating func read(
        _ line: UnsafeRawBufferPointer, _ receive: (borrowing EventView) throws(EventStreamError) -> Void
    ) throws(EventStreamError) {
        guard let base = line.baseAddress, !line.isEmpty else { return try endOpenBlock(receive) }
        let line = FieldLine(base, count: line.count)
        switch line.field {
        case .data:
            work.copiedByteCount += line.value.count
            try block.appendData(line.value, limits: limits)
        case .event:
            work.copiedByteCount += line.value.count
            block.type.replaceAll(with: line.value)
        case .id where line.isID:
            work.copiedByteCount += line.value.count
            block.id.replaceAll(with: line.value)
            block.hasID = true
        case .retry:
            guard let milliseconds = line.milliseconds else { return }
            block.retry = milliseconds
            reconnectionTime = milliseconds
        case .comment:
            commentCount &+= 1
        case .id, .unknown:
            return
        }
    }

    private mutating func endOpenBlock(
        _ receive: (borrowing EventView) throws(EventStreamError) -> Void
    ) throws(EventStreamError) {
        if block.hasID { swap(&lastEventID, &block.id) }
        if block.hasData {
            try block.data.withUnsafeBufferPointer { (data) throws(EventStreamError) in
                try block.type.withUnsafeBufferPointer { (type) throws(EventStreamError) in
                    try lastEventID.withUnsafeBufferPointer { (id) throws(EventStreamError) in
                        try receive(
                            EventView(
                                data: UnsafeRawBufferPointer(data), type: UnsafeRawBufferPointer(type),
                                lastEventID: UnsafeRawBufferPointer(id), hasID: block.hasID, retry: block.retry))
                    }
                }
            }
        }
        block.clear()
    }
}
