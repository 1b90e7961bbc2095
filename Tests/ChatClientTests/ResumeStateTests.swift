import Dialogue
import Foundation
import Testing

@testable import ChatClient

@Suite("The rules of resuming")
struct ResumeStateTests {
    private let turn = ScriptedAnswer.turn

    @Test("Until the turn has a name the question is asked again")
    func asksUntilNamed() {
        var state = ResumeState(ChatClientConfiguration(url: ""))
        var generator = SystemRandomNumberGenerator()
        state.broke(nil, using: &generator)
        state.waitEnded()
        guard case .ask = state.step else { return #expect(Bool(false), "\(state.step)") }
    }

    @Test("Once it has one, only reading is repeated, behind the last place seen")
    func resumes() {
        var state = begun()
        _ = state.received(text("a", 5))
        state.broke(generator: 1)
        state.waitEnded()
        guard case .resume(turn, after: 5) = state.step else { return #expect(Bool(false), "\(state.step)") }
    }

    @Test("What lies at or before the last place is dropped")
    func drops() {
        var state = begun()
        #expect(state.received(text("a", 5)) == [.text("a")])
        #expect(state.received(text("a", 5)).isEmpty)
        #expect(state.received(text("b", 4)).isEmpty)
        #expect(state.received(text("b", 6)) == [.text("b")])
    }

    @Test("The ending's own text wins")
    func fullTextWins() {
        var state = begun()
        _ = state.received(text("Moin", 2))
        let end = ReceivedEvent(
            type: "turn.finished", data: Data(#"{"finish":"stop","fullText":"Moin!"}"#.utf8),
            id: EventID(turn: turn, sequence: 3, isEnd: true))
        #expect(
            state.received(end) == [.replaced("Moin!"), .finished(ChatAnswer(turn: turn, text: "Moin!"))])
        guard case .end = state.step else { return #expect(Bool(false), "\(state.step)") }
        #expect(state.received(text("?", 4)).isEmpty)
    }

    @Test("An event of another turn ends the reading")
    func otherTurn() {
        var state = begun()
        let other = EventID(turn: TurnID(high: 1, low: 2), sequence: 9)
        #expect(
            state.received(ReceivedEvent(type: "answer.delta", data: Data(#"{"text":"x"}"#.utf8), id: other)).isEmpty)
        guard case .fail(let error) = state.step, error.code == .malformed else {
            return #expect(Bool(false), "\(state.step)")
        }
    }

    @Test("Waits double, stay under their bound, and begin anew after a new word")
    func backsOff() {
        var configuration = ChatClientConfiguration(url: "")
        configuration.longestDelay = .seconds(2)
        var state = ResumeState(configuration)
        state.opened(turn: turn)
        var delays: [Duration] = []
        for _ in 0..<6 {
            state.broke(generator: .max)
            if case .wait(let delay) = state.step { delays.append(delay) }
        }
        let expected: [Duration] = [.milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2), .seconds(2)]
        for (delay, bound) in zip(delays, expected) {
            #expect(delay <= bound && delay >= bound * 0.49)
        }
        state.opened(turn: turn)
        _ = state.received(text("a", 1))
        state.broke(generator: .max)
        guard case .wait(let delay) = state.step else { return #expect(Bool(false), "\(state.step)") }
        #expect(delay <= .milliseconds(250))
    }

    @Test("Attempts that bring nothing are counted and end")
    func givesUp() {
        var configuration = ChatClientConfiguration(url: "")
        configuration.maximumAttempts = 3
        var state = ResumeState(configuration)
        state.opened(turn: turn)
        _ = state.received(text("Moin", 1))
        for _ in 0..<3 { state.broke(generator: 7) }
        guard case .fail(let error) = state.step else { return #expect(Bool(false), "\(state.step)") }
        #expect(error.code == .interrupted)
        #expect(error.partialText == "Moin")
    }

    @Test("Unknown events, phases and notices are skipped")
    func skipsUnknown() {
        var state = begun()
        for (type, data) in [("trace.retrieved", "?"), ("status", #"{"phase":"x"}"#), ("notice", #"{"code":"x"}"#)] {
            #expect(state.received(ReceivedEvent(type: type, data: Data(data.utf8))).isEmpty)
        }
        guard case .read = state.step else { return #expect(Bool(false), "\(state.step)") }
    }

    @Test("A piece of text that cannot be read is no word to lose silently")
    func malformed() {
        var state = begun()
        #expect(state.received(ReceivedEvent(type: "answer.delta", data: Data("{".utf8))).isEmpty)
        guard case .fail(let error) = state.step, error.code == .malformed else {
            return #expect(Bool(false), "\(state.step)")
        }
    }

    @Test("204 says that all is said", arguments: [204])
    func nothingMore(status: Int) {
        var state = begun()
        var generator = SystemRandomNumberGenerator()
        state.refused(status: status, retryAfter: nil, problem: nil, using: &generator)
        guard case .fail(let error) = state.step, error.code == .interrupted else {
            return #expect(Bool(false), "\(state.step)")
        }
    }

    private func begun() -> ResumeState {
        var state = ResumeState(ChatClientConfiguration(url: ""))
        state.opened(turn: turn)
        return state
    }

    private func text(_ text: String, _ sequence: Int) -> ReceivedEvent {
        ReceivedEvent(
            type: "answer.delta", data: Data(#"{"text":"\#(text)"}"#.utf8),
            id: EventID(turn: turn, sequence: sequence))
    }
}

extension ResumeState {
    fileprivate mutating func broke(generator value: UInt64) {
        struct Constant: RandomNumberGenerator {
            let value: UInt64
            func next() -> UInt64 { value }
        }
        var generator = Constant(value: value)
        broke(nil, using: &generator)
    }
}
