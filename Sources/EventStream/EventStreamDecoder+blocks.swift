/// Blocks that begin in the chunk at hand: their values are borrowed from it.
extension EventStreamDecoder {
    /// Reads blocks to the chunk's end and keeps a copy of the one that the chunk leaves open.
    mutating func readBlocks(
        _ base: UnsafeRawPointer, from start: Int, to end: Int,
        _ receive: (borrowing EventView) throws(EventStreamError) -> Void
    ) throws(EventStreamError) {
        var position = start
        var borrowed = BorrowedBlock()
        var idInForce: UnsafeRawBufferPointer?
        defer {
            if let idInForce { keepID(idInForce) }
        }
        while position < end {
            let lineEnd = LineEnding.first(in: base, from: position, to: end)
            let count = lineEnd &- position
            work.scannedByteCount &+= count
            if count > limits.maximumLineByteCount { try limits.checkLine(count) }
            let line = base + position
            if lineEnd == end {
                keep(UnsafeRawBufferPointer(start: line, count: count))
                break
            }
            position = positionAfter(lineEnd, base, end)
            if count == 0 {
                if let id = borrowed.id { idInForce = id }
                try lend(borrowed, idInForce, receive)
                borrowed = BorrowedBlock()
            } else {
                try read(FieldLine(line, count: count), into: &borrowed)
            }
        }
        keep(borrowed)
    }

    @inline(__always)
    private mutating func read(_ line: FieldLine, into borrowed: inout BorrowedBlock) throws(EventStreamError) {
        switch line.field {
        case .data where borrowed.data == nil:
            if line.value.count > limits.maximumEventByteCount { try limits.checkEvent(line.value.count) }
            borrowed.data = line.value
        case .data:
            try join(line.value, to: &borrowed)
        case .event:
            borrowed.type = line.value
        case .id:
            if line.isID { borrowed.id = line.value }
        case .retry:
            guard let milliseconds = line.milliseconds else { return }
            borrowed.retry = milliseconds
            reconnectionTime = milliseconds
        case .comment:
            commentCount &+= 1
        case .unknown:
            return
        }
    }

    private mutating func join(
        _ value: UnsafeRawBufferPointer, to borrowed: inout BorrowedBlock
    ) throws(EventStreamError) {
        if !borrowed.isJoined, let first = borrowed.data {
            work.copiedByteCount += first.count
            try block.appendData(first, limits: limits)
            borrowed.isJoined = true
        }
        work.copiedByteCount += value.count
        try block.appendData(value, limits: limits)
    }

    @inline(__always)
    private mutating func lend(
        _ borrowed: BorrowedBlock, _ idInForce: UnsafeRawBufferPointer?,
        _ receive: (borrowing EventView) throws(EventStreamError) -> Void
    ) throws(EventStreamError) {
        guard let data = borrowed.data else { return }
        if !borrowed.isJoined, idInForce != nil || lastEventID.isEmpty {
            let id = idInForce ?? UnsafeRawBufferPointer(start: nil, count: 0)
            try receive(
                EventView(
                    data: data, type: borrowed.type, lastEventID: id, hasID: borrowed.id != nil, retry: borrowed.retry))
        } else {
            try lendKept(borrowed, data, idInForce, receive)
        }
    }

    private mutating func lendKept(
        _ borrowed: BorrowedBlock, _ single: UnsafeRawBufferPointer, _ idInForce: UnsafeRawBufferPointer?,
        _ receive: (borrowing EventView) throws(EventStreamError) -> Void
    ) throws(EventStreamError) {
        try block.data.withUnsafeBufferPointer { (joined) throws(EventStreamError) in
            try lastEventID.withUnsafeBufferPointer { (kept) throws(EventStreamError) in
                try receive(
                    EventView(
                        data: borrowed.isJoined ? UnsafeRawBufferPointer(joined) : single, type: borrowed.type,
                        lastEventID: idInForce ?? UnsafeRawBufferPointer(kept), hasID: borrowed.id != nil,
                        retry: borrowed.retry))
            }
        }
        block.clear()
    }

    /// Copies what the chunk leaves open.
    private mutating func keep(_ borrowed: BorrowedBlock) {
        if let data = borrowed.data {
            if !borrowed.isJoined {
                work.copiedByteCount += data.count
                block.data.replaceAll(with: data)
            }
            block.hasData = true
        }
        if !borrowed.type.isEmpty {
            work.copiedByteCount += borrowed.type.count
            block.type.replaceAll(with: borrowed.type)
        }
        if let id = borrowed.id {
            work.copiedByteCount += id.count
            block.id.replaceAll(with: id)
            block.hasID = true
        }
        if let retry = borrowed.retry { block.retry = retry }
    }

    private mutating func keepID(_ id: UnsafeRawBufferPointer) {
        work.copiedByteCount += id.count
        lastEventID.replaceAll(with: id)
    }
}
