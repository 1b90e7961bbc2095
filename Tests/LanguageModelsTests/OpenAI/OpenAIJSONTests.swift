import Foundation
import Testing

@testable import LanguageModels

@Suite("Reading JSON without keeping it")
struct OpenAIJSONTests {
    @Test("A value is well formed if and only if Foundation can read it")
    func sameGrammarAsFoundation() throws {
        var generator = SeededGenerator(seed: 3)
        var counts = (good: 0, bad: 0)
        for _ in 0..<6_000 {
            var bytes = Array(RandomChunk.json(using: &generator).utf8)
            for _ in 0..<Int.random(in: 0...2, using: &generator) { bytes.mutate(using: &generator) }
            guard isComparable(bytes) else { continue }
            let expected = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
            #expect(isWellFormed(bytes) == expected, "\(String(decoding: bytes, as: UTF8.self))")
            if expected { counts.good += 1 } else { counts.bad += 1 }
        }
        #expect(counts.good > 300 && counts.bad > 300)
    }

    @Test("The full decode reads the text that Foundation reads")
    func sameTextAsFoundation() throws {
        var generator = SeededGenerator(seed: 4)
        var textCount = 0
        for _ in 0..<20_000 {
            let bytes = Array(RandomChunk.json(using: &generator).utf8)
            guard isComparable(bytes), !isAmbiguous(bytes) else { continue }
            let expected = try OpenAIReferenceText.read(bytes)
            let read = bytes.withUnsafeBytes { ChatCompletionChunk($0)?.delta.content.map { $0.text() }.joined() }
            #expect(read == expected, "\(String(decoding: bytes, as: UTF8.self))")
            if expected?.isEmpty == false { textCount += 1 }
        }
        #expect(textCount > 200)
    }

    @Test("Nesting is bounded at 64 levels, and a million brackets are no danger")
    func nesting() {
        func nested(_ depth: Int) -> [UInt8] {
            Array(String(repeating: "[", count: depth).utf8) + Array(String(repeating: "]", count: depth).utf8)
        }
        #expect(isWellFormed(nested(64)))
        #expect(!isWellFormed(nested(65)))
        #expect(!isWellFormed(nested(1_000_000)))
        #expect(!isWellFormed([UInt8](repeating: UInt8(ascii: "{"), count: 1_000_000)))
    }

    @Test("A hundred thousand names are passed over")
    func manyNames() {
        let names = (0..<100_000).map { "\"n\($0)\":{}" }.joined(separator: ",")
        let json = Array("{\(names),\"choices\":[{\"delta\":{\"content\":\"a\"}}]}".utf8)
        #expect(OpenAIScan(json) == .text("a"))
        #expect(OpenAIScan(decoding: json) == .text("a"))
    }

    @Test("Strings unescape alike, however they are divided into deltas")
    func dividedStrings() {
        let units = ["a", "ä", "😀", #"\n"#, #"\u0041"#, #"\ud83d"#, #"\ude00"#, #"\\"#, #"\u20ac"#]
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            let pieces = (0..<6).map { _ in units.randomElement(using: &generator) ?? "" }
            let cut = Int.random(in: 0...6, using: &generator)
            let whole = unescape([pieces.joined()])
            #expect(unescape([pieces[..<cut].joined(), pieces[cut...].joined()]) == whole, "\(pieces)")
            #expect(unescape(pieces) == whole, "\(pieces)")
        }
        #expect(unescape([#"\ud83d"#, #"\ude00"#]) == "😀")
        #expect(unescape([#"\ud83d"#]) == "\u{FFFD}")
    }

    private func unescape(_ strings: [String]) -> String {
        var unescaper = JSONStringUnescaper()
        var output: [UInt8] = []
        for string in strings {
            Array(string.utf8).withUnsafeBytes {
                unescaper.append(JSONString(bytes: $0, isEscaped: string.contains("\\")), to: &output)
            }
        }
        unescaper.finish(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private func isWellFormed(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            guard var cursor = JSONCursor(bytes) else { return false }
            cursor.skipWhitespace()
            guard cursor.skipValue() else { return false }
            cursor.skipWhitespace()
            return cursor.isAtEnd
        }
    }

    /// Whether Foundation is no stricter than it should be here: it refuses lone surrogates, huge numbers, control
    /// characters.
    private func isComparable(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self), bytes.allSatisfy({ $0 >= 0x20 }) else {
            return false
        }
        return !text.lowercased().contains(#"\u"#) && !text.contains("e9") && !text.contains("E")
            && !text.contains("123456789") && !text.hasPrefix("\u{FEFF}")
    }

    /// Whether a name occurs twice, or Foundation may take a truth value for a number.
    private func isAmbiguous(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        let names = ["choices", "delta", "content", "index"]
        return text.contains(#""index":true"#)
            || names.contains { text.components(separatedBy: "\"\($0)\"").count > 2 }
    }
}

/// The text of a chunk, read through Foundation as a check on ours.
enum OpenAIReferenceText {
    static func read(_ bytes: [UInt8]) throws -> String? {
        guard let chunk = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else { return nil }
        guard let choices = chunk["choices"] as? [Any] else { return "" }
        var text = ""
        for (place, element) in choices.enumerated() {
            guard let choice = element as? [String: Any] else { continue }
            let index = choice["index"].flatMap { $0 as? NSNumber }
            guard (index.map { $0.doubleValue } ?? Double(place)) == 0 else { continue }
            let content = (choice["delta"] as? [String: Any])?["content"]
            if let string = content as? String { text += string }
            for part in content as? [Any] ?? [] { text += (part as? [String: Any])?["text"] as? String ?? "" }
        }
        return text
    }
}
