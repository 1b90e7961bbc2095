import KayaTesting
import LiveStreams
import Synchronization
import Testing

@Suite("A live stream", .timeLimit(.minutes(1)))
struct LiveStreamTests {
    @Test(
        "Readers see every event once and in order, whatever the threads do", arguments: 1...20 as ClosedRange<UInt64>)
    func interleavings(_ seed: UInt64) async throws {
        let stream = LiveStream<String>(capacity: 10_000)
        var generator = SeededGenerator(seed: seed)
        let pauses = (0..<4).map { _ in (0..<200).map { _ in Int.random(in: 0...3, using: &generator) } }
        let seen = try await withThrowingTaskGroup(of: [String]?.self) { group in
            for reader in 0..<6 {
                group.addTask {
                    for _ in 0..<reader * 5 { await Task.yield() }
                    var events: [String] = []
                    try await stream.follow(after: 0) { slice in
                        #expect(slice.firstSequence == events.count + 1)
                        events += slice.events
                        for _ in 0..<reader { await Task.yield() }
                    }
                    return events
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { appenders in
                for (appender, pauses) in pauses.enumerated() {
                    appenders.addTask {
                        for (number, pause) in pauses.enumerated() {
                            stream.append("\(appender).\(number)")
                            for _ in 0..<pause { await Task.yield() }
                        }
                    }
                }
                try await appenders.waitForAll()
            }
            stream.end(with: "end")
            var all: [[String]] = []
            for try await events in group { if let events { all.append(events) } }
            return all
        }
        let log = stream.slice(after: 0).events
        #expect(log.count == 801)
        for appender in 0..<4 {
            #expect(log.filter { $0.hasPrefix("\(appender).") } == (0..<200).map { "\(appender).\($0)" })
        }
        #expect(seen == Array(repeating: log, count: 6))
        #expect(stream.readerCount == 0)
    }

    @Test("What is appended while a reader registers is not missed")
    func registrationRace() async throws {
        for _ in 0..<300 {
            let stream = LiveStream<Int>(capacity: 1)
            async let slice = stream.nextSlice(after: 0, timeout: .seconds(60), clock: ManualClock())
            async let appended = stream.append(7)
            #expect(try await slice.events == [7])
            #expect(await appended == .appended(1))
        }
    }

    @Test("An event can be read as soon as its wake-up call comes")
    func wakes() {
        let stream = LiveStream<Int>(capacity: 1)
        let seen = Mutex<[Int]>([])
        let registration = stream.register { seen.withLock { $0.append(stream.lastSequence) } }
        stream.append(1)
        stream.append(2)
        stream.end(with: 3)
        stream.end(with: 4)
        stream.wakeReaders()
        #expect(seen.withLock { $0 } == [1, 2, 2])
        #expect(stream.unregister(registration) == 0)
        #expect(stream.unregister(registration) == 0)
        stream.wakeReaders()
        #expect(seen.withLock { $0.count } == 3)
    }

    @Test("Registrations are counted also after they ended")
    func registrations() {
        let stream = LiveStream<Int>(capacity: 1)
        let first = stream.register {}
        let second = stream.register {}
        #expect(stream.readerCount == 2)
        stream.unregister(first)
        stream.unregister(second)
        #expect(stream.readerCount == 0)
        #expect(stream.registrationCount == 2)
    }

    @Test("Following from a position gives what comes after it, until the end")
    func follow() async throws {
        let stream = LiveStream<Int>(capacity: 9)
        for number in 1...4 { stream.append(number) }
        stream.end(with: 5)
        for position in 0...6 {
            var events: [Int] = []
            try await stream.follow(after: position) { events += $0.events }
            #expect(events == Array((1...5).dropFirst(position)))
        }
    }

    @Test("A follower that is cancelled while it waits ends, and is registered no more")
    func cancelledFollower() async throws {
        let stream = LiveStream<Int>(capacity: 9)
        stream.append(1)
        let seen = Arrivals<[Int]>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await #expect(throws: CancellationError.self) {
                    try await stream.follow(after: 0) { seen.put($0.events) }
                }
            }
            #expect(await seen.next() == [1])
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(stream.readerCount == 0)
    }

    @Test("A follower whose work fails ends with that failure")
    func failingFollower() async {
        struct Broken: Error {}
        let stream = LiveStream<Int>(capacity: 9)
        stream.append(1)
        await #expect(throws: Broken.self) { try await stream.follow(after: 0) { _ in throw Broken() } }
        #expect(stream.readerCount == 0)
    }

    @Test("A slow reader holds up neither the producer nor other readers, and gets its gap in one piece")
    func slowReader() async throws {
        let stream = LiveStream<Int>(capacity: 20_000)
        let gate = Gate()
        let slow = Arrivals<Int>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                var slices = 0
                try await stream.follow(after: 0) { _ in
                    slices += 1
                    if slices == 1 { try await gate.wait() }
                }
                slow.put(slices)
            }
            stream.append(0)
            await gate.arrival()
            for number in 1...10_000 { #expect(stream.append(number) == .appended(number + 1)) }
            stream.end(with: -1)
            var events: [Int] = []
            try await stream.follow(after: 0) { events += $0.events }
            #expect(events == Array(0...10_000) + [-1])
            gate.open()
            #expect(await slow.next() == 2)
            try await group.waitForAll()
        }
    }

    @Test("A wait ends empty when its time is over")
    func timeout() async throws {
        let stream = LiveStream<Int>(capacity: 9)
        let clock = ManualClock()
        async let slice = stream.nextSlice(after: 0, timeout: .seconds(25), clock: clock)
        await clock.sleeper(until: .seconds(25))
        clock.advance(by: .seconds(25))
        #expect(try await slice.isEmpty)
        #expect(stream.readerCount == 0)
    }

    @Test("A wait ends at once when there is something, or when nothing can follow")
    func noWait() async throws {
        let stream = LiveStream<Int>(capacity: 9)
        let clock = ManualClock()
        stream.append(1)
        #expect(try await stream.nextSlice(after: 0, timeout: .seconds(25), clock: clock).events == [1])
        stream.end(with: 2)
        let end = try await stream.nextSlice(after: 2, timeout: .seconds(25), clock: clock)
        #expect(end.isEmpty && end.isEnded)
    }

    @Test("A wait that is cancelled throws, and is registered no more")
    func cancelledWait() async throws {
        let stream = LiveStream<Int>(capacity: 9)
        let clock = ManualClock()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await #expect(throws: CancellationError.self) {
                    try await stream.nextSlice(after: 0, timeout: .seconds(25), clock: clock)
                }
            }
            await clock.sleeper(until: .seconds(25))
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(stream.readerCount == 0)
    }
}
