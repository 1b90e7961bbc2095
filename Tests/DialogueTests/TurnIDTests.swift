import Dialogue
import Foundation
import KayaTesting
import Testing

@Suite("Turn ids")
struct TurnIDTests {
    @Test("Every id reads back from its own text")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 1)
        let edges = [UInt64.min, 1, 0x8000_0000_0000_0000, UInt64.max]
        var ids = edges.flatMap { high in edges.map { TurnID(high: high, low: $0) } }
        for _ in 0..<1_000 { ids.append(.random(using: &generator)) }
        for id in ids {
            let text = id.description
            #expect(text.utf8.count == 22)
            #expect(TurnID(text) == id)
            #expect(try JSONDecoder().decode(TurnID.self, from: JSONEncoder().encode(id)) == id)
        }
    }

    @Test("The text is the bits in Base64 for URLs, most significant first")
    func form() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<200 {
            let id = TurnID.random(using: &generator)
            let bytes = withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) { Data($0) }
            let expected = bytes.base64EncodedString()
                .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            #expect(id.description == expected)
        }
        #expect(TurnID(high: 0, low: 0).description == "AAAAAAAAAAAAAAAAAAAAAA")
        #expect(TurnID(high: .max, low: .max).description == "_____________________w")
    }

    @Test("The last character has four spare bits, and only without them it is read")
    func spareBits() {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        let read = alphabet.filter { TurnID("AAAAAAAAAAAAAAAAAAAAA\($0)") != nil }
        #expect(read == "AQgw")
    }

    @Test(
        "Anything else is no id",
        arguments: [
            "", "A", "AAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA=",
            "AAAAAAAAAAAAAAAAAAAAA=",
            "AAAAAAAAAA+AAAAAAAAAAA", "AAAAAAAAAA/AAAAAAAAAAA", "AAAAAAAAAA AAAAAAAAAAA", " AAAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAA\nAAAAAAAAAAA", "AAAAAAAAAA\u{0}AAAAAAAAAAA", "AAAAAAAAAAäAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAÄ",
            "ＡAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA\u{301}",
        ])
    func malformed(_ text: String) {
        #expect(TurnID(text) == nil)
        let json = Data("\"\(text.replacing("\n", with: "\\n").replacing("\u{0}", with: "\\u0000"))\"".utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(TurnID.self, from: json) }
    }
}
