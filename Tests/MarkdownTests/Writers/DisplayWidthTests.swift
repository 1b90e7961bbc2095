import Testing

@testable import Markdown

@Suite("The width of text on a terminal")
struct DisplayWidthTests {
    @Test(
        "Text takes the columns that terminals give it",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ｗ", 2), ("한", 2),
            ("\u{1112}\u{1161}\u{11AB}", 2),
            ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("🇩🇪🇫🇷", 4), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("👍🏽", 2), ("☝🏽", 2), ("❤️‍🔥", 2), ("🏴‍☠️", 2),
            ("👩‍👩‍👧‍👦x", 3), ("☐☑", 2), ("✅", 2), ("–…€", 3), ("ﷺ", 1), ("กำ", 2), ("नमस्ते", 4), ("\u{200B}", 0),
            ("a\u{202E}b", 2), ("\u{1B}[31m", 5), ("\u{85}", 1), ("\t", 1), ("א\u{5B8}ב", 2), ("🏻", 2), ("①", 1),
        ])
    func columns(_ text: String, _ width: Int) {
        #expect(DisplayWidth.width(of: text) == width)
    }

    @Test("A byte that is no UTF-8 takes one column")
    func invalid() {
        let bytes: [UInt8] = [0xFF, 0x41, 0xE2, 0x82, 0xC0, 0xAF, 0xED, 0xA0, 0x80]
        #expect(bytes.withUnsafeBufferPointer { DisplayWidth.width(of: $0) } == 9)
    }

    @Test("A character is read whole, with all that joins it")
    func wholeCharacters() {
        let text = Array("e\u{301}\u{302}👩‍👩‍👧🇩🇪🇫日".utf8)
        var lengths: [Int] = []
        text.withUnsafeBufferPointer { bytes in
            var offset = 0
            while let character = DisplayCharacter.read(bytes, at: offset) {
                lengths.append(character.end - offset)
                offset = character.end
            }
        }
        #expect(lengths == [5, 18, 8, 4, 3])
    }

    @Test("The tables are in order")
    func tables() {
        for ranges in [DisplayWidthTables.wide, DisplayWidthTables.zero, DisplayWidthTables.emojiOnDemand] {
            #expect(ranges.count.isMultiple(of: 2))
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0 <= $1 })
        }
    }
}

extension DisplayWidth {
    /// The columns of a text as ``DisplayCharacter`` reads it.
    static func width(of text: UnsafeBufferPointer<UInt8>) -> Int {
        var width = 0
        var offset = 0
        while let character = DisplayCharacter.read(text, at: offset) {
            width += character.width
            offset = character.end
        }
        return width
    }

    static func width(of text: String) -> Int {
        Array(text.utf8).withUnsafeBufferPointer { width(of: $0) }
    }
}
