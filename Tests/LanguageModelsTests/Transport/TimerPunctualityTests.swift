import Testing

@testable import LanguageModels

@Suite("Whether a timer that fires late may judge")
struct TimerPunctualityTests {
    private let start = ContinuousClock.now
    private var punctuality: TimerPunctuality

    init() {
        punctuality = TimerPunctuality(due: start + .seconds(3), interval: .milliseconds(100))
    }

    private mutating func fired(at milliseconds: Int) -> TimerAction {
        punctuality.fired(at: start + .milliseconds(milliseconds))
    }

    @Test("One in time judges, and so does one that is late by no more than an interval")
    mutating func punctual() {
        #expect(fired(at: 3000) == .judge)
        #expect(fired(at: 3200) == .judge)
        #expect(fired(at: 3400) == .judge)
    }

    @Test("One that is later than that has the sockets read first, and the next one judges")
    mutating func late() {
        #expect(fired(at: 3101) == .readFirst)
        #expect(fired(at: 3201) == .judge)
        #expect(fired(at: 9000) == .readFirst)
        #expect(fired(at: 9100) == .judge)
    }

    @Test("The next one judges although it is late too: never twice in a row")
    mutating func alwaysLate() {
        let actions = (1...6).map { fired(at: 3000 + $0 * 500) }
        #expect(actions == [.readFirst, .judge, .readFirst, .judge, .readFirst, .judge])
    }
}
