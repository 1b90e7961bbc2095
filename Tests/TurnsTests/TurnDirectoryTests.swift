import Dialogue
import KayaTesting
import LiveStreams
import Testing

@testable import Turns

@Suite("Admission of questions")
struct TurnDirectoryTests {
    private static func directory(_ configure: (inout TurnsConfiguration) -> Void = { _ in }) -> TurnDirectory {
        var configuration = TurnsConfiguration()
        configuration.maximumRunning = 1
        configuration.maximumQueued = 1
        configure(&configuration)
        return TurnDirectory(configuration: configuration)
    }

    private static func id(_ number: UInt64) -> TurnID { TurnID(high: 0, low: number) }

    @Test("Questions run up to the bound, wait up to the next, and are refused beyond")
    func bounds() throws {
        var directory = Self.directory()
        let first = try #require(directory.admit(.asking("1"), id: Self.id(1), now: .zero).started)
        let second = try #require(directory.admit(.asking("2"), id: Self.id(2), now: .zero).queued)
        #expect(directory.admit(.asking("3"), id: Self.id(3), now: .zero).refusal?.code == .overloaded)
        let mayRun1 = directory.enqueue(second)
        #expect(!mayRun1)
        #expect(directory.queuedCount == 1)
        #expect(directory.admit(.asking("3"), id: Self.id(3), now: .zero).refusal?.code == .overloaded)
        #expect(directory.turnEnded(first.id, isReusable: true, now: .zero) === second)
        #expect(directory.runningCount == 1)
        #expect(directory.queuedCount == 0)
        #expect(directory.turnEnded(second.id, isReusable: true, now: .zero) == nil)
        #expect(directory.isIdle)
    }

    @Test("A turn that was to wait runs at once when a place became free while it was archived")
    func lateStart() throws {
        var directory = Self.directory()
        let first = try #require(directory.admit(.asking("1"), id: Self.id(1), now: .zero).started)
        let second = try #require(directory.admit(.asking("2"), id: Self.id(2), now: .zero).queued)
        #expect(directory.turnEnded(first.id, isReusable: true, now: .zero) == nil)
        #expect(!directory.isIdle)
        let mayRun2 = directory.enqueue(second)
        #expect(mayRun2)
        #expect(directory.runningCount == 1)
    }

    @Test("The same visitor's same question joins its turn for ten seconds, also when it has ended well")
    func duplicates() throws {
        var directory = Self.directory { $0.sharesEqualQuestions = false }
        let turn = try #require(directory.admit(.asking("Wie  geht das?"), id: Self.id(1), now: .zero).started)
        #expect(directory.admit(.asking("Wie geht\tdas?"), id: Self.id(2), now: .seconds(9)).joined === turn)
        #expect(directory.admit(.asking("Wie geht das?", by: 2), id: Self.id(2), now: .zero).queued != nil)
        _ = directory.turnEnded(turn.id, isReusable: true, now: .seconds(1))
        #expect(directory.recentTurn(of: .asking("Wie geht das?"), now: .seconds(9)) == nil)
    }

    @Test("A question whose answer is to be in plain language joins no other")
    func styles() throws {
        var directory = Self.directory()
        let turn = try #require(directory.admit(.asking("Wie?"), id: Self.id(1), now: .zero).started)
        var plain = NewTurn.asking("Wie?")
        plain.style = .plain
        #expect(directory.admit(plain, id: Self.id(2), now: .zero).queued != nil)
        #expect(directory.admit(.asking("Wie?"), id: Self.id(3), now: .zero).joined === turn)
    }

    @Test("An answer that was stopped or failed is not given again")
    func notReusable() throws {
        var directory = Self.directory()
        let turn = try #require(directory.admit(.asking("1"), id: Self.id(1), now: .zero).started)
        turn.stopSignal.raise(.requested)
        #expect(directory.admit(.asking("1"), id: Self.id(2), now: .zero).queued != nil)
        _ = directory.turnEnded(turn.id, isReusable: false, now: .zero)
        #expect(directory.recentTurn(of: .asking("1"), now: .zero)?.id != turn.id)
    }

    @Test("A request id means one question: the same again joins, another is a conflict, other visitors do not matter")
    func requestIDs() throws {
        var directory = Self.directory { $0.maximumRunning = 9 }
        let turn = try #require(directory.admit(.asking("1", requestID: "r"), id: Self.id(1), now: .zero).started)
        _ = directory.turnEnded(turn.id, isReusable: false, now: .seconds(1))
        #expect(directory.admit(.asking("1", requestID: "r"), id: Self.id(2), now: .seconds(99)).joined === turn)
        #expect(
            directory.admit(.asking("2", requestID: "r"), id: Self.id(2), now: .zero).refusal?.code == .duplicateRequest
        )
        #expect(directory.admit(.asking("2", by: 2, requestID: "r"), id: Self.id(2), now: .zero).started != nil)
    }

    @Test("One client has so many turns that run or wait and no more, however many visitors it says it is")
    func turnsOfOneClient() throws {
        var directory = Self.directory {
            $0.maximumRunning = 9
            $0.maximumPerClient = 2
        }
        func request(_ number: UInt64, of client: UInt64) -> NewTurn {
            NewTurn(question: "\(number)", visitor: Visitor(key: number), client: client)
        }
        let first = try #require(directory.admit(request(1, of: 7), id: Self.id(1), now: .zero).started)
        #expect(directory.admit(request(2, of: 7), id: Self.id(2), now: .zero).started != nil)
        #expect(directory.admit(request(3, of: 7), id: Self.id(3), now: .zero).refusal?.code == .rateLimited)
        #expect(directory.admit(request(1, of: 7), id: Self.id(4), now: .zero).joined === first)
        #expect(directory.admit(request(5, of: 8), id: Self.id(5), now: .zero).started != nil)
        _ = directory.turnEnded(first.id, isReusable: true, now: .zero)
        #expect(directory.admit(request(6, of: 7), id: Self.id(6), now: .zero).started != nil)
        #expect(directory.admit(request(9, of: 7), id: Self.id(9), now: .zero).refusal?.code == .rateLimited)
        _ = directory.dropStart(Self.id(6))
        #expect(directory.admit(request(9, of: 7), id: Self.id(9), now: .zero).started != nil)
    }

    @Test("One client asks so many questions in a minute and no more; what joins an answer is none")
    func questionsOfOneClient() throws {
        var directory = Self.directory {
            $0.maximumRunning = 9
            $0.maximumPerClientAndMinute = 2
        }
        func admission(_ question: String, _ number: UInt64, at now: Duration) -> TurnDirectory.Admission {
            let request = NewTurn(question: question, visitor: Visitor(key: 1), client: 7)
            return directory.admit(request, id: Self.id(number), now: now)
        }
        #expect(admission("1", 1, at: .zero).started != nil)
        #expect(admission("1", 2, at: .seconds(1)).joined != nil)
        #expect(admission("2", 3, at: .seconds(1)).started != nil)
        let refusal = try #require(admission("3", 4, at: .seconds(20)).refusal)
        #expect(refusal == Problem(.rateLimited, retryAfter: 40))
        #expect(admission("3", 4, at: .seconds(60)).started != nil)
    }

    @Test("A request id means one question in its conversation, and another in another")
    func requestIDsOfConversations() {
        var directory = Self.directory { $0.maximumRunning = 9 }
        for number in UInt64(1)...2 {
            let place = TurnPlace(
                owner: Owner(.visitor, high: 1, low: 1), conversation: ConversationID(high: 0, low: number))
            let request = NewTurn(question: "\(number)", visitor: Visitor(key: 1), requestID: "r", place: place)
            #expect(directory.admit(request, id: Self.id(number), now: .zero).started != nil)
            #expect(directory.admit(request, id: Self.id(9), now: .zero).joined?.id == Self.id(number))
        }
    }

    @Test("Equal questions without history share a running turn; other languages and histories do not")
    func sharing() throws {
        var directory = Self.directory { $0.maximumRunning = 9 }
        let turn = try #require(directory.admit(.asking("1", by: 1), id: Self.id(1), now: .zero).started)
        #expect(directory.admit(.asking("1", by: 2), id: Self.id(2), now: .seconds(60)).joined === turn)
        var english = NewTurn.asking("1", by: 3)
        english.language = .english
        #expect(directory.admit(english, id: Self.id(3), now: .zero).started != nil)
        var later = NewTurn.asking("1", by: 4)
        later.history = [Message(role: .user, text: "0")]
        #expect(directory.admit(later, id: Self.id(4), now: .zero).started != nil)
        #expect(directory.admit(later, id: Self.id(4), now: .seconds(60)).started != nil)
        _ = directory.turnEnded(turn.id, isReusable: true, now: .seconds(60))
        #expect(directory.admit(.asking("1", by: 5), id: Self.id(5), now: .seconds(61)).started != nil)
    }

    @Test("A turn that nobody else asked for is stopped by whoever knows its id")
    func stopAlone() throws {
        var directory = Self.directory()
        let turn = try #require(directory.admit(.asking("1", by: 1), id: Self.id(1), now: .zero).started)
        #expect(directory.stop(turn.id, by: Visitor(key: 9)).turn === turn)
        #expect(directory.stop(Self.id(7), by: Visitor(key: 1)).isNothing)
        _ = directory.turnEnded(turn.id, isReusable: false, now: .zero)
        #expect(directory.stop(turn.id, by: Visitor(key: 1)).isNothing)
    }

    @Test("A shared turn goes on until the last who asked stops it, however often the first one stops")
    func stopShared() throws {
        var directory = Self.directory()
        let turn = try #require(directory.admit(.asking("1", by: 1), id: Self.id(1), now: .zero).started)
        _ = directory.admit(.asking("1", by: 2), id: Self.id(2), now: .zero)
        #expect(directory.stop(turn.id, by: Visitor(key: 9)).isNothing)
        #expect(directory.stop(turn.id, by: Visitor(key: 1)).reading === turn)
        #expect(directory.stop(turn.id, by: Visitor(key: 1)).isNothing)
        #expect(directory.stop(turn.id, by: Visitor(key: 2)).turn === turn)
    }

    @Test("A visitor who stopped reading and asks again reads on")
    func rejoin() throws {
        var directory = Self.directory()
        let turn = try #require(directory.admit(.asking("1", by: 1), id: Self.id(1), now: .zero).started)
        _ = directory.admit(.asking("1", by: 2), id: Self.id(2), now: .zero)
        _ = directory.stop(turn.id, by: Visitor(key: 1))
        turn.depart(Visitor(key: 1))
        let reader = TurnReader(turn: turn, visitor: Visitor(key: 1))
        #expect(reader.slice(after: 0).isEnded)
        #expect(directory.admit(.asking("1", by: 1), id: Self.id(3), now: .seconds(60)).joined === turn)
        #expect(!reader.slice(after: 0).isEnded)
    }

    @Test("A turn is abandoned a grace after its acceptance, or after its last reader, and kept by one who comes back")
    func grace() throws {
        var directory = Self.directory()
        let turn = try #require(directory.admit(.asking("1"), id: Self.id(1), now: .zero).started)
        #expect(directory.sweep(now: .seconds(29)).isEmpty)
        let registration = turn.stream.register {}
        #expect(directory.sweep(now: .seconds(40)).isEmpty)
        turn.stream.unregister(registration)
        #expect(directory.sweep(now: .seconds(50)).isEmpty)
        #expect(directory.sweep(now: .seconds(79)).isEmpty)
        turn.stream.unregister(turn.stream.register {})
        #expect(directory.sweep(now: .seconds(80)).isEmpty, "a short look between two sweeps counts")
        #expect(directory.sweep(now: .seconds(109)).isEmpty)
        let stops = directory.sweep(now: .seconds(110))
        #expect(stops.map(\.reason) == [.abandoned])
        #expect(stops.first?.turn === turn)
    }

    @Test("A turn without any reader is abandoned a grace after its acceptance")
    func neverRead() throws {
        var directory = Self.directory()
        _ = try #require(directory.admit(.asking("1"), id: Self.id(1), now: .seconds(5)).started)
        #expect(directory.sweep(now: .seconds(34)).isEmpty)
        #expect(directory.sweep(now: .seconds(35)).map(\.reason) == [.abandoned])
    }

    @Test("Ended turns are kept for the retention, and no more than their bound")
    func retention() throws {
        var directory = Self.directory {
            $0.maximumRunning = 9
            $0.maximumFinished = 2
        }
        for number in UInt64(1)...3 {
            let turn = try #require(directory.admit(.asking("\(number)"), id: Self.id(number), now: .zero).started)
            _ = directory.turnEnded(turn.id, isReusable: true, now: .seconds(Int(number)))
        }
        #expect(directory.turn(Self.id(1)) == nil)
        #expect(directory.turn(Self.id(2)) != nil)
        _ = directory.sweep(now: .seconds(602))
        #expect(directory.turn(Self.id(2)) == nil)
        #expect(directory.turn(Self.id(3)) != nil)
        _ = directory.sweep(now: .seconds(603))
        #expect(directory.turn(Self.id(3)) == nil)
    }

    @Test("A draining directory refuses new questions, lets others join, and stops what runs when the time is over")
    func draining() throws {
        var directory = Self.directory()
        let turn = try #require(directory.admit(.asking("1"), id: Self.id(1), now: .zero).started)
        _ = turn.stream.register {}
        directory.drain(now: .seconds(10))
        #expect(directory.admit(.asking("2"), id: Self.id(2), now: .seconds(10)).refusal?.code == .draining)
        #expect(directory.admit(.asking("1", by: 2), id: Self.id(2), now: .seconds(10)).joined === turn)
        #expect(directory.sweep(now: .seconds(34)).isEmpty)
        #expect(directory.sweep(now: .seconds(35)).map(\.reason) == [.shutdown])
        #expect(!directory.isDrained)
        _ = directory.turnEnded(turn.id, isReusable: false, now: .seconds(35))
        #expect(directory.isDrained)
    }

    @Test("Stopping a waiting turn takes no place from those that run")
    func withdrawn() throws {
        var directory = Self.directory { $0.maximumQueued = 2 }
        let first = try #require(directory.admit(.asking("1"), id: Self.id(1), now: .zero).started)
        let second = try #require(directory.admit(.asking("2"), id: Self.id(2), now: .zero).queued)
        let third = try #require(directory.admit(.asking("3"), id: Self.id(3), now: .zero).queued)
        _ = directory.enqueue(second)
        third.stopSignal.raise(.requested)
        let mayRun3 = directory.enqueue(third)
        #expect(mayRun3, "stopped while it was archived")
        second.stopSignal.raise(.requested)
        let wasWaiting4 = directory.withdraw(second.id)
        #expect(wasWaiting4)
        let wasWaiting5 = directory.withdraw(second.id)
        #expect(!wasWaiting5)
        #expect(directory.runningCount == 1)
        for turn in [third, second] { #expect(directory.turnEnded(turn.id, isReusable: false, now: .zero) == nil) }
        #expect(directory.runningCount == 1)
        #expect(directory.turnEnded(first.id, isReusable: true, now: .zero) == nil)
        #expect(directory.isIdle)
    }
}

extension TurnDirectory.Admission {
    var started: LiveTurn? { if case .start(let turn) = self { turn } else { nil } }
    var queued: LiveTurn? { if case .queue(let turn) = self { turn } else { nil } }
    var joined: LiveTurn? { if case .join(let turn) = self { turn } else { nil } }
    var refusal: Problem? { if case .refuse(let problem) = self { problem } else { nil } }
}

extension TurnDirectory.Stop {
    var turn: LiveTurn? { if case .turn(let turn) = self { turn } else { nil } }
    var reading: LiveTurn? { if case .reading(let turn) = self { turn } else { nil } }
    var isNothing: Bool { if case .nothing = self { true } else { false } }
}
