import Testing

@testable import kaya

@Suite("The clock of the event loops", .timeLimit(.minutes(1)))
struct EventLoopClockTests {
    private let clock = EventLoopClock()

    @Test("A sleep ends at its deadline and not before, and at once when that has passed")
    func deadline() async throws {
        let deadline = clock.now.advanced(by: .milliseconds(20))
        try await clock.sleep(until: deadline, tolerance: nil)
        #expect(clock.now >= deadline)
        try await clock.sleep(until: deadline, tolerance: nil)
    }

    @Test("Cancelling ends a sleep at once, also one that has not begun")
    func cancellation() async {
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    do {
                        try await clock.sleep(until: clock.now.advanced(by: .seconds(3600)), tolerance: nil)
                        return false
                    } catch {
                        return error is CancellationError
                    }
                }
            }
            group.cancelAll()
            for await wasCancelled in group { #expect(wasCancelled) }
        }
    }
}
