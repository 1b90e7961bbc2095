import Dialogue
import Identity
import KayaTesting
import Testing

@Suite("Tickets", .timeLimit(.minutes(1)))
struct TicketTests {
    private let time = ManualIdentityTime()

    private func principal(_ number: UInt64, login: UInt64 = 1) -> Principal {
        Principal(
            owner: Owner(.account, high: number, low: 0), role: .reader, name: "ada",
            credential: .login(LoginID(high: number, low: login)))
    }

    private func office() async throws -> TicketOffice {
        try await TestIdentity.desk(store: InMemoryIdentityStore(), time: time).tickets
    }

    @Test("A ticket is good once and brings its question")
    func once() async throws {
        let office = try await office()
        let text = try office.make(Ticket(principal: principal(1), question: "Was kostet ein Ausweis?"))
        let ticket = office.take(text, by: nil)
        #expect(ticket?.question == "Was kostet ein Ausweis?" && ticket?.principal == principal(1))
        #expect(office.take(text, by: nil) == nil)
    }

    @Test("Of fifty uses at once one gets it")
    func race() async throws {
        let office = try await office()
        let text = try office.make(Ticket(principal: principal(1), question: "q"))
        let count = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask { office.take(text, by: nil) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(count == 1)
    }

    @Test("A ticket is good for less than a minute")
    func age() async throws {
        let office = try await office()
        let texts = try (0..<2).map { _ in try office.make(Ticket(principal: principal(1), question: "q")) }
        time.advance(by: .milliseconds(59_999))
        #expect(office.take(texts[0], by: nil) != nil)
        time.advance(by: .milliseconds(1))
        #expect(office.take(texts[1], by: nil) == nil)
    }

    @Test("Somebody else's ticket is no good, and neither is that of another login of one's own; both use it up")
    func foreign() async throws {
        let office = try await office()
        for other in [principal(2), principal(1, login: 2)] {
            let text = try office.make(Ticket(principal: principal(1), question: "q"))
            #expect(office.take(text, by: other) == nil)
            #expect(office.take(text, by: principal(1)) == nil)
        }
        let own = try office.make(Ticket(principal: principal(1), question: "q"))
        #expect(office.take(own, by: principal(1)) != nil)
        for text in ["", "kayat_", "x", "kayat_" + String(repeating: "A", count: 43)] {
            #expect(office.take(text, by: nil) == nil)
        }
    }

    @Test("Tickets are bounded, of one owner and in all, and old ones make room")
    func bounds() throws {
        var ledger = TicketLedger(maximum: 3, perOwner: 2)
        func put(_ owner: UInt64, _ text: String, at now: Duration) -> IdentityError.Code? {
            do {
                try ledger.put(Ticket(principal: principal(owner), question: "q"), TokenDigest(of: text), now: now)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(put(1, "a", at: .zero) == nil)
        #expect(put(1, "b", at: .zero) == nil)
        #expect(put(1, "c", at: .zero) == .rateLimited)
        #expect(put(2, "d", at: .seconds(1)) == nil)
        #expect(put(3, "e", at: .seconds(1)) == .overloaded)
        #expect(put(1, "f", at: .seconds(60)) == nil)
        #expect(ledger.count == 2)
    }
}
