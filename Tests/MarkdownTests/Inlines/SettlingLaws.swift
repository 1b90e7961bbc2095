import Testing

@testable import Markdown

/// What must hold of the reading of every beginning of a text.
struct SettlingLaws {
    private let readings: InlineReadings

    init(_ readings: InlineReadings) {
        self.readings = readings
    }

    /// Reading a beginning and going on from its settled offset is reading the longer text.
    func checkContinuing(_ source: [UInt8], isOpen: Bool) {
        for (first, second) in [(1, 1), (1, 2), (2, 5), (3, 100)] {
            var settled = InlineLog()
            var offset = 0
            var end = first
            while end < source.count {
                let prefix = Array(source[..<end])
                let part = readings.read(prefix, from: offset, isOpen: true)
                let whole = readings.read(prefix, isOpen: true)
                let joined = InlineReadings.joined(settled, part.log)
                expectSame(joined, whole.log, prefix, "continued at \(offset)")
                var kept = part.log
                kept.truncate(to: part.outcome.mark)
                settled = InlineReadings.joined(settled, kept)
                #expect(part.outcome.offset >= offset)
                offset = part.outcome.offset
                end += second
            }
            let rest = readings.read(source, from: offset, isOpen: isOpen).log
            let whole = readings.read(source, isOpen: isOpen).log
            expectSame(InlineReadings.joined(settled, rest), whole, source, "continued at \(offset) to the end")
        }
    }

    /// The settled part of a beginning is a beginning of the whole.
    func checkSettled(_ source: [UInt8]) {
        let whole = InlineReadings.text(of: readings.read(source, isOpen: false).log)
        for end in 0..<source.count {
            let result = readings.read(Array(source[..<end]), isOpen: true)
            var kept = result.log
            kept.truncate(to: result.outcome.mark)
            let text = InlineReadings.text(of: kept)
            let prefix = String(decoding: source[..<end], as: UTF8.self)
            #expect(Array(whole.utf8).starts(with: Array(text.utf8)), "\(prefix) has settled \(text) of \(whole)")
        }
    }

    /// At plain text, plain bytes lengthen the last event.
    func checkPlain(_ source: [UInt8]) {
        for end in 1...source.count {
            let prefix = Array(source[..<end])
            let before = readings.read(prefix, isOpen: true)
            guard before.outcome.endsInPlainText else { continue }
            var blanks = end
            while blanks > 0, prefix[blanks - 1] == 0x20 || prefix[blanks - 1] == 0x09 { blanks -= 1 }
            for added in ["a", "(b", " 1", "ö, \"d", "/", "www", "] "] {
                let bytes = Array(added.utf8)
                guard let last = bytes.last, InlineParser.isPlain(last),
                    bytes.allSatisfy({ InlineParser.isPlain($0) || $0 == 0x20 })
                else { continue }
                var extended = before.log
                extended.appendText(prefix[blanks...])
                extended.appendText(bytes)
                expectSame(extended, readings.read(prefix + bytes, isOpen: true).log, prefix, "followed by \(added)")
            }
        }
    }

    private func expectSame(_ log: InlineLog, _ other: InlineLog, _ source: [UInt8], _ how: String) {
        let text = InlineReadings.text(of: log)
        let wanted = InlineReadings.text(of: other)
        #expect(text == wanted, "\(String(decoding: source, as: UTF8.self).debugDescription) \(how)")
    }
}
