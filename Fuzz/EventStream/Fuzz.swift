/// The entry point that libFuzzer calls with inputs of its making.
///
/// The first byte chooses the cuts of the third cutting and the line endings of the round trip; the rest is the stream.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    let stream = Array(input.dropFirst())
    let expected = ReferenceDecoder(stream)
    let seed = UInt64(input.first ?? 0)
    let cuttings = [
        [stream], stream.map { [$0] }, pieces(of: stream, seed: seed), pieces(of: stream, seed: seed + 256),
    ]
    var unfinished: [UnfinishedEvent?] = []
    for chunks in cuttings {
        var decoder = EventStreamDecoder()
        let events = decode(chunks, by: &decoder)
        precondition(events == expected.events, "events")
        precondition(decoder.reconnectionTime == expected.reconnectionTime, "reconnection time")
        precondition(decoder.lastEventID == expected.lastEventID, "last event id")
        precondition(decoder.commentCount == expected.commentCount, "comments")
        precondition(decoder.work.scannedByteCount <= stream.count, "every byte is looked at once")
        precondition(decoder.work.copiedByteCount <= 2 * stream.count, "every byte is copied twice at most")
        unfinished.append(decoder.finish())
        precondition(decode([Array("data: again\n\n".utf8)], by: &decoder).last?.data == Array("again".utf8))
    }
    precondition(unfinished.allSatisfy { $0 == unfinished[0] }, "unfinished event")
    checkUnfinished(unfinished[0], stream, expected)
    checkBounds(cuttings)
    checkRoundTrip(expected.events)
    checkInjection(stream)
    return 0
}

private func decode(_ chunks: [[UInt8]], by decoder: inout EventStreamDecoder) -> [ReferenceEvent] {
    var events: [ReferenceEvent] = []
    do throws(EventStreamError) {
        for chunk in chunks {
            try decoder.feed(chunk) { (event) throws(EventStreamError) in
                events.append(ReferenceEvent(type: Array(event.type), data: Array(event.data), id: Array(event.id)))
            }
        }
    } catch {
        preconditionFailure(error.message)
    }
    return events
}

private func pieces(of stream: [UInt8], seed: UInt64) -> [[UInt8]] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    var pieces: [[UInt8]] = []
    var rest = stream[...]
    while !rest.isEmpty {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let piece = rest.prefix(Int((state >> 33) % 23))
        pieces.append(Array(piece))
        rest = rest.dropFirst(piece.count)
    }
    return pieces
}

/// What the end cut off is what a line ending and a blank line would have made of it.
private func checkUnfinished(_ unfinished: UnfinishedEvent?, _ stream: [UInt8], _ expected: ReferenceDecoder) {
    let ended = ReferenceDecoder(stream + (stream.last == 0x0D ? [0x0D, 0x0D] : [0x0A, 0x0A]))
    let more = ended.events.dropFirst(expected.events.count)
    precondition(more.first?.data == unfinished?.data, "unfinished data")
}

/// Beyond a bound, every cutting fails alike and after the same events.
private func checkBounds(_ cuttings: [[[UInt8]]]) {
    var outcomes: [([ReferenceEvent], EventStreamError.Code?)] = []
    for chunks in cuttings {
        var decoder = EventStreamDecoder(limits: .init(maximumLineByteCount: 24, maximumEventByteCount: 40))
        var events: [ReferenceEvent] = []
        var code: EventStreamError.Code?
        do throws(EventStreamError) {
            for chunk in chunks {
                try decoder.feed(chunk) { (event) throws(EventStreamError) in
                    precondition(event.data.count <= 40 && event.type.count <= 24 && event.id.count <= 24)
                    events.append(ReferenceEvent(type: Array(event.type), data: Array(event.data), id: Array(event.id)))
                }
            }
        } catch {
            code = error.code
        }
        outcomes.append((events, code))
    }
    precondition(outcomes.allSatisfy { $0 == outcomes[0] }, "bounds")
}

/// What was decoded and is encoded decodes to the same; a type with NUL can be read and not written.
private func checkRoundTrip(_ events: [ReferenceEvent]) {
    let events = events.filter { !$0.type.contains(0) }
    var bytes: [UInt8] = []
    for event in events { append(event, to: &bytes) }
    precondition(ReferenceDecoder(bytes).events == events, "round trip")
}

/// No data can begin a field, an event or a comment; no id or type with CR, LF or NUL is written.
private func checkInjection(_ bytes: [UInt8]) {
    var written: [UInt8] = []
    append(ReferenceEvent(type: [], data: bytes, id: Array("1".utf8)), to: &written)
    let decoded = ReferenceDecoder(written)
    precondition(decoded.events.count == 1 && decoded.commentCount == 0 && decoded.lastEventID == Array("1".utf8))
    let lines = ReferenceDecoder.lines(bytes + [0x0A] + (bytes.last == 0x0D ? [0x0A] : []))
    precondition(decoded.events[0].data == Array(lines.joined(separator: [0x0A])), "data")

    let isForbidden = bytes.contains { $0 == 0 || $0 == 0x0A || $0 == 0x0D }
    var isRefused = false
    bytes.withUnsafeBytes { bytes in
        do throws(EventStreamError) {
            _ = try EventStreamEncoder().byteCount(of: EventView(data: bytes, id: bytes))
        } catch {
            isRefused = error.code == .forbiddenByte
        }
    }
    precondition(isRefused == isForbidden, "id")

    var comment: [UInt8] = []
    bytes.withUnsafeBytes { EventStreamEncoder().append(comment: $0, to: &comment) }
    let remarks = ReferenceDecoder(comment)
    precondition(remarks.events.isEmpty && remarks.lastEventID.isEmpty && remarks.reconnectionTime == nil, "comment")
    precondition(remarks.commentCount == UInt64(lines.count), "comment lines")
}

private func append(_ event: ReferenceEvent, to bytes: inout [UInt8]) {
    event.data.withUnsafeBytes { data in
        event.type.withUnsafeBytes { type in
            event.id.withUnsafeBytes { id in
                do throws(EventStreamError) {
                    try EventStreamEncoder().append(EventView(data: data, type: type, id: id), to: &bytes)
                } catch {
                    preconditionFailure(error.message)
                }
            }
        }
    }
}
