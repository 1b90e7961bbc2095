import Archive
import Dialogue
import KayaTesting
import Testing

@Suite("Keeping turns in memory")
struct InMemoryTurnArchiveTests {
    @Test("The archive keeps its contract", arguments: TurnArchiveContract.allCases)
    func contract(_ clause: TurnArchiveContract) async throws {
        #expect(try await clause.isKept(by: InMemoryTurnArchive(capacity: 100)))
    }

    @Test("The oldest turn goes when there is no room for one more, again and again")
    func bound() async throws {
        let archive = InMemoryTurnArchive(capacity: 3)
        for number in UInt64(1)...10 {
            try await archive.begin(StoredTurn(id: TurnID(high: 0, low: number), question: "\(number)"))
            for kept in 1...number {
                let turn = try await archive.turn(TurnID(high: 0, low: kept), for: nil)
                #expect((turn != nil) == (number - kept < 3))
            }
        }
    }

    @Test("A capacity below one still keeps the newest turn")
    func smallest() async throws {
        let archive = InMemoryTurnArchive(capacity: -1)
        let id = TurnID(high: 0, low: 1)
        try await archive.begin(StoredTurn(id: id, question: "?"))
        #expect(try await archive.turn(id, for: nil)?.question == "?")
    }
}
