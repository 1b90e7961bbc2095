@testable import Markdown

/// A leaf's content, read in one way or another, and what was read in a form that is easy to write down.
struct InlineReadings {
    var options = MarkdownOptions()
    var definitions = ""

    struct Result {
        var log: InlineLog
        var outcome: InlineOutcome
    }

    /// Reads `source[start...]`.
    func read(_ source: [UInt8], from start: Int = 0, isOpen: Bool) -> Result {
        var table = ReferenceTable()
        Array(definitions.utf8).withUnsafeBufferPointer {
            _ = LinkReferenceDefinitions.read($0, isOpen: false, into: &table)
        }
        var parser = InlineParser(options)
        var log = InlineLog()
        let outcome = source.withUnsafeBufferPointer {
            parser.parse($0, from: start, isOpen: isOpen, references: table, into: &log)
        }
        return Result(log: log, outcome: outcome)
    }

    /// What a source is, read as a whole.
    func closed(_ source: String) -> String { Self.text(of: read(Array(source.utf8), isOpen: false).log) }

    /// What is shown of a source that goes on.
    func open(_ source: String) -> String { Self.text(of: read(Array(source.utf8), isOpen: true).log) }

    /// A log with the events of another behind its own.
    static func joined(_ first: InlineLog, _ second: InlineLog) -> InlineLog {
        var log = first
        for event in second.events {
            switch event.kind.pieceCount {
            case 0: log.append(event.kind)
            case 1 where event.kind == .text: log.appendText(second.bytes[event.first])
            case 1: log.append(event.kind, second.bytes[event.first])
            default:
                log.append(
                    event.kind, address: second.bytes[event.first], title: second.bytes[event.title],
                    description: second.bytes[event.description])
            }
        }
        return log
    }

    /// Text as it is; `(em …)`, `(strong …)`, `(del …)`, `(link address "title" …)`; `{code …}` and so on.
    static func text(of log: InlineLog) -> String {
        func string(_ range: Range<Int>) -> String { String(decoding: log.bytes[range], as: UTF8.self) }
        var text = ""
        for event in log.events {
            switch event.kind {
            case .text: text += string(event.first)
            case .code: text += "{code \(string(event.first))}"
            case .softBreak: text += "{soft}"
            case .lineBreak: text += "{br}"
            case .image: text += "{img \(string(event.first)) \"\(string(event.title))\" \(string(event.description))}"
            case .sourceMark: text += "{mark \(string(event.first))}"
            case .rawHTML: text += "{html \(string(event.first))}"
            case .emphasis: text += "(em "
            case .strong: text += "(strong "
            case .strikethrough: text += "(del "
            case .link: text += "(link \(string(event.first)) \"\(string(event.title))\" "
            case .exit: text += ")"
            }
        }
        return text
    }
}
