import KayaTesting
import Testing

@testable import Turns

@Suite("Stopping the task that answers", .timeLimit(.minutes(1)))
struct StopSignalTests {
    @Test("Raising the signal cancels the task that runs, and the first reason stays")
    func raised() async {
        let signal = StopSignal()
        let clock = ManualClock()
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await signal.run {
                    do {
                        try await clock.sleep(until: .init(offset: .seconds(1)))
                        return false
                    } catch {
                        return Task.isCancelled
                    }
                }
            }
            await clock.sleeper(until: .seconds(1))
            signal.raise(.requested)
            signal.raise(.abandoned)
            #expect(await group.next() == true)
        }
        #expect(signal.reason == .requested)
    }

    @Test("What runs after the signal was raised is cancelled from its start")
    func raisedBefore() async {
        let wasCancelled = await inTaskOfItsOwn { signal in
            signal.raise(.overlong)
            return await signal.run { Task.isCancelled }
        }
        #expect(wasCancelled)
    }

    @Test("Raised after the work has ended, the signal cancels nothing")
    func raisedAfter() async {
        let wasCancelled = await inTaskOfItsOwn { signal in
            await signal.run {}
            signal.raise(.requested)
            return Task.isCancelled
        }
        #expect(!wasCancelled)
    }

    @Test("Work that raises the signal itself is cancelled, as an answer that grows too long is")
    func raisedWithin() async {
        let wasCancelled = await inTaskOfItsOwn { signal in
            await signal.run {
                signal.raise(.overlong)
                return Task.isCancelled
            }
        }
        #expect(wasCancelled)
    }

    @Test("A thousand signals raised while their work ends cancel their own task or none")
    func race() async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<1_000 {
                let signal = StopSignal()
                group.addTask {
                    let wasCancelled = await signal.run { Task.isCancelled }
                    if wasCancelled { #expect(signal.isRaised) }
                }
                group.addTask { signal.raise(.requested) }
            }
        }
    }
    /// Runs in a child task, so that what is cancelled is not the test's.
    private func inTaskOfItsOwn(_ work: @escaping @Sendable (StopSignal) async -> Bool) async -> Bool {
        async let result = work(StopSignal())
        return await result
    }
}
