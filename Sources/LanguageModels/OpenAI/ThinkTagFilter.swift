/// Removes the thoughts that local models write as `<think>…</think>` before their answer.
///
/// Only thoughts with which the answer begins are removed, with the white space around them; several may follow one
/// another. The same tags later in an answer are the answer's own words, about HTML for example, and stay. As long as
/// what came may still become a tag it is held back: at most ``maximumHeldByteCount`` bytes, then it counts as text.
struct ThinkTagFilter: Sendable {
    /// The bound of what is held back; beyond it white space is text.
    static let maximumHeldByteCount = 256

    private enum State {
        /// Nothing but white space and the beginning of an opening tag has come since the start or since a thought.
        case undecided
        case thinking
        case text
    }

    private static let opening = Array("<think>".utf8)
    private static let closing = Array("</think>".utf8)

    private var state = State.undecided
    private var held: [UInt8] = []
    private var matchedCount = 0
    private var hadThought = false

    /// Whether a thought is being written.
    var isThinking: Bool { state == .thinking }

    /// Takes from `bytes` what is no text of the answer, looking only at those from `mark` on.
    ///
    /// - Returns: whether any of it was a thought.
    @inline(__always)
    mutating func filter(_ bytes: inout [UInt8], from mark: Int) -> Bool {
        state == .text ? false : removeThoughts(from: &bytes, from: mark)
    }

    /// Ends the text: what was held back is text, unless it is the space after a thought.
    mutating func finish(_ bytes: inout [UInt8]) {
        bytes += held
        held = []
        state = .text
    }

    @inline(never)
    private mutating func removeThoughts(from bytes: inout [UInt8], from mark: Int) -> Bool {
        let incoming = bytes[mark...]
        var text: [UInt8] = []
        var foundThought = false
        for byte in incoming {
            switch state {
            case .undecided: decide(byte, &text)
            case .thinking: think(byte)
            case .text: text.append(byte)
            }
            foundThought = foundThought || state == .thinking
        }
        bytes.replaceSubrange(mark..., with: text)
        return foundThought
    }

    private mutating func decide(_ byte: UInt8, _ text: inout [UInt8]) {
        let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
        if matchedCount == 0, isSpace, hadThought { return }
        held.append(byte)
        if matchedCount == 0, isSpace, held.count < Self.maximumHeldByteCount { return }
        if byte == Self.opening[matchedCount] {
            matchedCount += 1
            guard matchedCount == Self.opening.count else { return }
            state = .thinking
            hadThought = true
        } else {
            state = .text
            text += held
        }
        held = []
        matchedCount = 0
    }

    private mutating func think(_ byte: UInt8) {
        if byte == Self.closing[matchedCount] {
            matchedCount += 1
        } else {
            matchedCount = byte == Self.closing[0] ? 1 : 0
        }
        guard matchedCount == Self.closing.count else { return }
        matchedCount = 0
        state = .undecided
    }
}
