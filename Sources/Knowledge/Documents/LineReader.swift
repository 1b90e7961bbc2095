/// The lines of a text, one after the other, ended by LF, CR LF or CR.
struct LineReader: IteratorProtocol {
    /// Where the next line begins.
    private(set) var position: String.Index
    /// Where the line that was read last begins.
    private(set) var lineStart: String.Index
    private let text: Substring

    init(_ text: some StringProtocol) {
        self.text = Substring(text)
        position = self.text.startIndex
        lineStart = position
    }

    /// The next line without its ending; `nil` at the end of the text.
    mutating func next() -> Substring? {
        guard position < text.endIndex else { return nil }
        lineStart = position
        let bytes = text.utf8
        var end = position
        while end < text.endIndex, bytes[end] != 0x0A, bytes[end] != 0x0D { bytes.formIndex(after: &end) }
        position = end
        if position < text.endIndex {
            let isReturn = bytes[position] == 0x0D
            bytes.formIndex(after: &position)
            if isReturn, position < text.endIndex, bytes[position] == 0x0A { bytes.formIndex(after: &position) }
        }
        return text[lineStart..<end]
    }
}
