/// The text of an answer as it comes: unescaped, without thoughts, within its bound, handed over once a read.
///
/// It keeps the text of one read only, and gives back a buffer that a read made larger than 16 KiB.
struct AnswerText: Sendable {
    /// The most Unicode scalars the answer may have; what goes beyond is cut off.
    let maximumCharacterCount: Int

    /// How many Unicode scalars were handed over.
    private(set) var characterCount = 0
    /// Whether the answer was cut at its bound.
    private(set) var isCut = false

    private var bytes: [UInt8] = []
    private var unescaper = JSONStringUnescaper()
    private var thoughts: ThinkTagFilter?

    init(maximumCharacterCount: Int, removesThoughts: Bool) {
        self.maximumCharacterCount = maximumCharacterCount
        thoughts = removesThoughts ? ThinkTagFilter() : nil
    }

    /// Whether any text was handed over or waits to be.
    var isEmpty: Bool { characterCount == 0 && bytes.isEmpty }

    /// Appends one string of the stream.
    ///
    /// - Returns: whether some of it was a thought.
    @inline(__always)
    mutating func append(_ string: JSONString) -> Bool {
        let mark = bytes.count
        unescaper.append(string, to: &bytes)
        guard thoughts != nil else { return false }
        return removeThoughts(from: mark)
    }

    /// Ends the text: what was held back, because more might have belonged to it, waits to be taken.
    mutating func finish() {
        let mark = bytes.count
        unescaper.finish(to: &bytes)
        guard thoughts != nil else { return }
        _ = removeThoughts(from: mark)
        thoughts?.finish(&bytes)
        thoughts = nil
    }

    /// The text since the last call; nil if there is none.
    mutating func take() -> String? {
        guard !bytes.isEmpty, !isCut else { return nil }
        let count = bytes.reduce(into: 0) { count, byte in count &+= byte & 0xC0 == 0x80 ? 0 : 1 }
        if characterCount + count > maximumCharacterCount { cut() }
        characterCount = min(characterCount + count, maximumCharacterCount)
        let text = bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
        bytes.removeAll(keepingCapacity: bytes.capacity <= 16 << 10)
        return text
    }

    private mutating func removeThoughts(from mark: Int) -> Bool {
        guard thoughts?.filter(&bytes, from: mark) == true else { return false }
        return true
    }

    /// Removes the scalars beyond the bound.
    private mutating func cut() {
        isCut = true
        var room = maximumCharacterCount - characterCount
        let end = bytes.firstIndex { byte in
            if byte & 0xC0 == 0x80 { return false }
            room -= 1
            return room < 0
        }
        bytes.removeSubrange((end ?? bytes.count)...)
    }
}
