import Dialogue
import KayaTesting
import Testing

@Suite("Event ids")
struct EventIDTests {
    private static let turn = "7Qm2Zr0cT1bYw8KpXe5LdA"

    @Test("Every id reads back from its own text")
    func roundTrip() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<1_000 {
            let id = EventID(
                turn: .random(using: &generator), sequence: .random(in: 0...EventID.maximumSequence, using: &generator),
                isEnd: .random(using: &generator))
            #expect(EventID(id.description) == id)
        }
    }

    @Test("An id names its turn, its place and whether it is the last")
    func parts() throws {
        let last = try #require(EventID("\(Self.turn).57.end"))
        #expect(last.turn == TurnID(Self.turn))
        #expect(last.sequence == 57)
        #expect(last.isEnd)
        #expect(EventID("\(Self.turn).2")?.isEnd == false)
        #expect(last.description == "\(Self.turn).57.end")
    }

    @Test("A place has one to six digits", arguments: ["0", "7", "999999", "000001"])
    func digits(_ digits: String) {
        #expect(EventID("\(Self.turn).\(digits)")?.sequence == Int(digits))
        #expect(EventID("\(Self.turn).\(digits).end")?.isEnd == true)
    }

    @Test(
        "Anything else is no id",
        arguments: [
            "", ".", "..", ".1", "\(turn)", "\(turn).", "\(turn)..end", "\(turn).1000000", "\(turn).+1", "\(turn).-1",
            "\(turn).1 ", " \(turn).1", "\(turn).1.", "\(turn).1.END", "\(turn).1.end.", "\(turn).1.end.end",
            "\(turn).1.ended", "\(turn).0x1", "\(turn).١", "\(turn).１", "\(turn).1\n", "\(turn).1\u{0}",
            "\(turn),1", "\(turn).1.end\n", "\(turn).end", "7Qm2Zr0cT1bYw8KpXe5Ld.1", "7Qm2Zr0cT1bYw8KpXe5LdB.1",
        ])
    func malformed(_ text: String) {
        #expect(EventID(text) == nil)
    }
}
