import EventStream

@_silgen_name("allocation_count") private func allocationCount() -> Int

/// Measures decoder and encoder on bytes shaped like a model server's, and counts their allocations.
@main
struct EventStreamBenchmark {
    /// Events of one stream: about what two long answers bring.
    static let eventCount = 4_000
    static let rounds = 200

    static func main() throws {
        let payload = chunkPayload(text: " Zulassungsstelle")
        let stream = Array((0..<eventCount).map { _ in "data: \(payload)\n\n" }.joined().utf8)
        print("event of \(payload.utf8.count + 8) bytes, \(eventCount) events a stream, best of \(rounds) rounds")
        print(pad("measured", 44) + pad("MB/s", 10) + pad("ns/event", 10) + "allocations/event")

        decode("decode, one chunk of everything", stream, chunk: stream.count)
        decode("decode, chunks of 16 KiB", stream, chunk: 16 << 10)
        decode("decode, one event a chunk", stream, chunk: payload.utf8.count + 8)
        decode("decode, chunks of 100 bytes", stream, chunk: 100)
        decode("decode, byte by byte", stream, chunk: 1)
        let numbered = Array(
            (0..<eventCount).map { "id: 7Qm2Zr0cT1bYw8KpXe5LdA.\($0)\ndata: {\"text\":\"Guten \"}\n\n" }.joined().utf8)
        decode("decode Kaya's own frames, 16 KiB", numbered, chunk: 16 << 10)
        try encode("encode, data only, as received", payload: Array(payload.utf8), id: [])
        try encode(
            "encode Kaya's own frame", payload: Array("{\"text\":\"Guten \"}".utf8),
            id: Array("7Qm2Zr0cT1bYw8KpXe5LdA.57".utf8))
    }

    /// A chunk of a streamed completion with the fields that providers send.
    static func chunkPayload(text: String) -> String {
        "{\"id\":\"chatcmpl-0123456789abcdefghijklmnopqrstuv\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
            + "\"model\":\"an-ordinary-model\",\"system_fingerprint\":\"fp_0\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"content\":\"\(text)\"},\"logprobs\":null,\"finish_reason\":null}]}"
    }

    static func decode(_ name: String, _ stream: [UInt8], chunk: Int) {
        let rounds = chunk < 16 ? 20 : rounds
        stream.withUnsafeBytes { bytes in
            var decoder = EventStreamDecoder()
            var sum = 0
            var events = 0
            measure(name, rounds: rounds, bytes: bytes.count, events: eventCount) {
                var start = 0
                while start < bytes.count {
                    let end = min(start + chunk, bytes.count)
                    let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                    do throws(EventStreamError) {
                        try decoder.feed(piece) { event in
                            sum &+= event.data.count
                            events &+= 1
                        }
                    } catch {
                        preconditionFailure(error.message)
                    }
                    start = end
                }
            }
            precondition(events == eventCount * (rounds + 1) && sum > 0)
        }
    }

    static func encode(_ name: String, payload: [UInt8], id: [UInt8]) throws {
        let encoder = EventStreamEncoder()
        var out: [UInt8] = []
        out.reserveCapacity((payload.count + id.count + 32) * eventCount)
        var written = 0
        payload.withUnsafeBytes { payload in
            id.withUnsafeBytes { id in
                let size = payload.count + 8 + (id.isEmpty ? 0 : id.count + 5)
                measure(name, rounds: rounds, bytes: size * eventCount, events: eventCount) {
                    out.removeAll(keepingCapacity: true)
                    for _ in 0..<eventCount {
                        do throws(EventStreamError) {
                            try encoder.append(EventView(data: payload, id: id.isEmpty ? nil : id), to: &out)
                        } catch {
                            preconditionFailure(error.message)
                        }
                    }
                    written = out.count
                }
                precondition(written == size * eventCount)
            }
        }
    }

    static func measure(_ name: String, rounds: Int, bytes: Int, events: Int, _ body: () -> Void) {
        body()
        let clock = ContinuousClock()
        var best = Duration.seconds(1_000)
        let allocations = allocationCount()
        for _ in 0..<rounds { best = min(best, clock.measure(body)) }
        let perEvent = Double(allocationCount() - allocations) / Double(events * rounds)
        let nanoseconds = Double(best.components.attoseconds) / 1e9 + Double(best.components.seconds) * 1e9
        let rate = Int((Double(bytes) * 1_000 / nanoseconds).rounded())
        let cost = (nanoseconds / Double(events) * 10).rounded() / 10
        print(pad(name, 44) + pad("\(rate)", 10) + pad("\(cost)", 10) + "\(perEvent)")
    }

    static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
