import Dialogue
import Foundation
import KayaTesting
import NIOCore
import Testing
import Turns

@testable import ChatServer

@Suite("Looking for what lies between Kaya and a reader", .timeLimit(.minutes(1)))
struct ConnectionCheckTests {
    /// What a pattern sends, by a clock that jumps from one moment somebody waits for to the next.
    private func frames(
        of pattern: CheckPattern, isEnding: @escaping @Sendable (Duration) -> Bool = { _ in false }
    ) async throws -> [CheckFrame] {
        let clock = ManualClock()
        let frames = Arrivals<CheckFrame>()
        let stream = CheckStream(pattern: pattern, clock: clock) { isEnding(clock.now.offset) }
        let over = Duration.seconds(10_000)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await stream.run { frames.put($0) }
                try await clock.sleep(until: ManualClock.Instant(offset: over))
            }
            var next = Duration.zero
            while next < over {
                await clock.sleepers(atLeast: 1)
                next = clock.deadlines.first ?? over
                clock.advance(by: next - clock.now.offset)
            }
            try await group.waitForAll()
        }
        return frames.pending
    }

    private func times(_ frames: [CheckFrame]) -> [Int] {
        frames.compactMap { if case .tick(_, let milliseconds, _) = $0 { milliseconds } else { nil } }
    }

    @Test("Every pattern sends its ticks when they are due, numbered, and says that it is whole")
    func patterns() async throws {
        let steady = try await frames(of: .steady)
        #expect(times(steady) == (0..<20).map { $0 * 250 })
        #expect(times(try await frames(of: .padded)) == times(steady))
        #expect(times(try await frames(of: .long)) == (0...24).map { $0 * 5_000 })
        let idle = times(try await frames(of: .idle))
        #expect(zip(idle.dropFirst(), idle).map { $0 - $1 } == [5_000, 12_000, 31_000, 62_000])
        for pattern in CheckPattern.allCases {
            let sent = try await frames(of: pattern)
            let end = String(buffer: try #require(sent.last).bytes())
            let count = pattern.dueTimes.count
            #expect(end == "event: end\ndata: {\"ticks\":\(count),\"ms\":\(times(sent).last ?? 0),\"whole\":true}\n\n")
        }
    }

    @Test("A tick is one frame with its comment: about forty bytes, or two KiB more")
    func sizes() async throws {
        let small = String(buffer: try CheckFrame.tick(number: 3, milliseconds: 500, padding: 0).bytes())
        #expect(small == "event: tick\ndata: {\"n\":3,\"ms\":500}\n\n")
        let tick = try #require(try await frames(of: .padded).first)
        let padded = String(buffer: try tick.bytes())
        #expect(padded.utf8.count > 2_048 && padded.hasPrefix(":  "))
        #expect(padded.components(separatedBy: "\n\n").count == 2)
    }

    @Test("A server that ends waits a second at the most, and says that the pattern is not over")
    func draining() async throws {
        let sent = try await frames(of: .idle) { $0 >= .seconds(20) }
        #expect(times(sent) == [0, 5_000, 17_000])
        guard case .end(3, let milliseconds, false) = sent.last else {
            Issue.record("no end")
            return
        }
        #expect((20_000...21_000).contains(milliseconds))
    }

    @Test("The stream is like every other, and begins with how its request arrived")
    func seen() async throws {
        try await ServerUnderTest.run { server in
            let fields = ["Accept-Encoding": "br, gzip", "Via": "1.1 geheim", "X-Forwarded-For": "192.0.2.7"]
            for (fields, names) in [(fields, true), ([:], false)] {
                try await server.connect { peer in
                    try await peer.request("GET", "/api/connection-check?pattern=long", fields)
                    let head = try await peer.head()
                    #expect(head["content-type"] == "text/event-stream; charset=utf-8")
                    #expect(head["x-accel-buffering"] == "no" && head["cache-control"] == "no-store, no-transform")
                    #expect(try await peer.frame() == ": ok\n\n")
                    let check = try #require(try await peer.frame())
                    #expect(check.hasPrefix("event: check\ndata: ") && !check.contains("geheim"))
                    #expect(!check.contains("192.0.2.7"))
                    let json = try JSONSerialization.jsonObject(with: Data(check.dropFirst(19).utf8)) as? NSDictionary
                    let expected: NSDictionary = [
                        "pattern": "long", "protocol": "HTTP/1.1", "via": names, "forwarded": names,
                        "acceptEncoding": names ? "br, gzip" : "",
                    ]
                    #expect(json == expected)
                    #expect(try await peer.frame()?.hasPrefix("event: tick\ndata: {\"n\":1,\"ms\":") == true)
                }
            }
        }
    }

    @Test(
        "It counts as a stream of its reader, whose place is free as soon as they have left, in the middle of a silence"
    )
    func places() async throws {
        try await ServerUnderTest.run {
            $0.server.limits.streamsPerClient = 1
        } _: { server in
            try await server.connect { peer in
                try await peer.request("GET", "/api/connection-check?pattern=idle")
                _ = try await peer.head()
                for _ in 1...3 { _ = try await peer.frame() }
                let second = try await server.answer("GET", "/api/connection-check")
                #expect(second.head.status == 429 && second.body.contains("rate-limited"))
                try await peer.leave()
            }
            _ = await server.line("stream")
            try await server.connect { peer in
                try await peer.request("GET", "/api/connection-check")
                #expect(try await peer.head().status == 200)
            }
        }
    }

    @Test("A pattern that there is not is refused, and so is every one while the server ends")
    func refused() async throws {
        try await ServerUnderTest.run { server in
            let unknown = try await server.answer("GET", "/api/connection-check?pattern=x")
            #expect(unknown.head.status == 422 && unknown.body.contains("\"field\":\"pattern\""))
            _ = try await server.workshop.intake.accept(.asking())
            server.workshop.intake.drain()
            let late = try await server.answer("GET", "/api/connection-check")
            #expect(late.head.status == 503 && late.body.contains("\"code\":\"draining\""))
        }
    }
}
