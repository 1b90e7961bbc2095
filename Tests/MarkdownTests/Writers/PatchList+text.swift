@testable import Markdown

extension PatchList {
    mutating func add(_ kind: InlineEvent.Kind) {
        var log = InlineLog()
        log.append(kind)
        add(log)
    }

    mutating func add(_ kind: InlineEvent.Kind, _ text: String) {
        var log = InlineLog()
        log.append(kind, text.utf8)
        add(log)
    }

    mutating func add(_ log: InlineLog) {
        log.bytes.withUnsafeBufferPointer { bytes in
            for event in log.events { append(event, in: bytes) }
        }
    }

    mutating func extend(_ text: String) {
        Array(text.utf8).withUnsafeBufferPointer { extendText($0) }
    }

    mutating func replace(_ end: String, _ text: String) {
        Array(text.utf8).withUnsafeBufferPointer { replaceTextEnd(Array(end.utf8)[...], $0) }
    }
}
