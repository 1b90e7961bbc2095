/// Breaks text into lines of at most so many columns: between words, before and after wide characters, and inside a word
/// only if it is longer than a line.
struct LineBreaker {
    private let width: Int
    private let style: TerminalStyle
    private let breaksAnywhere: Bool
    /// Where the addresses of faces lie.
    private let addresses: [UInt8]
    /// The lines that are complete.
    private(set) var lines: [TerminalLine] = []

    private var line = TerminalLine()
    private var lineFace = TerminalFace.plain
    /// The characters since the last place where a line may end, and how they look: each face up to where.
    private var word: [UInt8] = []
    private var wordFaces: [(face: TerminalFace, end: Int)] = []
    private var wordWidth = 0
    /// The columns of space before the word.
    private var gap = 0
    private var gapFace = TerminalFace.plain
    private var last = DisplayCharacter(form: .space, end: 0, width: 0, scalar: 0)

    /// Makes an empty text. Less than two columns count as two, so that every character has its place.
    ///
    /// - Parameter breaksAnywhere: Whether a line may end after any character: for code that must keep its columns.
    init(width: Int, style: TerminalStyle, addresses: [UInt8] = [], breaksAnywhere: Bool = false) {
        self.width = max(2, width)
        self.style = style
        self.breaksAnywhere = breaksAnywhere
        self.addresses = addresses
    }

    /// Adds text; runs of spaces are one.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ face: TerminalFace) {
        append(text, face, keepingSpaces: false)
    }

    /// Adds code: every space stays, a tab is four.
    mutating func appendCode(_ text: UnsafeBufferPointer<UInt8>, _ face: TerminalFace) {
        append(text, face, keepingSpaces: true)
    }

    /// Adds plain letters.
    mutating func append(_ letters: StaticString, _ face: TerminalFace) {
        append(UnsafeBufferPointer(start: letters.utf8Start, count: letters.utf8CodeUnitCount), face)
    }

    /// Adds a space.
    mutating func appendSpace(_ face: TerminalFace) {
        commitWord()
        if gap == 0 { gap = 1 }
        gapFace = face
    }

    /// Ends the line.
    mutating func endLine() {
        commitWord()
        pushLine()
    }

    /// Ends the text. A text without a character has no line.
    mutating func finish() {
        commitWord()
        if line.width > 0 || !line.bytes.isEmpty { pushLine() }
    }

    private mutating func append(
        _ text: UnsafeBufferPointer<UInt8>, _ face: TerminalFace, keepingSpaces: Bool
    ) {
        var offset = 0
        while offset < text.count {
            let letters = plainLetters(text, at: offset)
            if letters > 0 {
                appendLetters(UnsafeBufferPointer(rebasing: text[offset..<offset + letters]), face)
                offset += letters
                continue
            }
            guard let character = DisplayCharacter.read(text, at: offset) else { return }
            switch character.form {
            case .space:
                if keepingSpaces {
                    appendKept(character, face)
                } else {
                    appendSpace(face)
                }
            case .hidden: break
            case .visible: append(character, UnsafeBufferPointer(rebasing: text[offset..<character.end]), face)
            case .control: appendPicture(of: character, face)
            case .invalid: appendReplacement(character, face)
            }
            offset = character.end
        }
    }

    /// How many letters of ASCII, each alone in its column, the word has room for.
    private func plainLetters(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
        if breaksAnywhere || last.width == 2 { return 0 }
        let limit = min(text.count, offset + max(0, width - wordWidth))
        var end = offset
        while end < limit, text[end] > 0x20, text[end] < 0x7F { end += 1 }
        // What follows may join the last of them.
        return end > offset && end < text.count && text[end] >= 0x80 ? end - 1 - offset : end - offset
    }

    private mutating func appendLetters(_ letters: UnsafeBufferPointer<UInt8>, _ face: TerminalFace) {
        extendWord(by: letters, width: letters.count, face)
        last = DisplayCharacter(form: .visible, end: 0, width: 1, scalar: UInt32(letters[letters.count - 1]))
    }

    /// A space in code is a character, after which a line may end.
    private mutating func appendKept(_ space: DisplayCharacter, _ face: TerminalFace) {
        for _ in 0..<(space.scalar == 0x09 ? 4 : 1) { append(space, [0x20], face) }
        commitWord()
    }

    /// U+2400 to U+2421 are the pictures of control characters.
    private mutating func appendPicture(of control: DisplayCharacter, _ face: TerminalFace) {
        let picture = control.scalar == 0x7F ? 0xA1 : 0x80 | UInt8(truncatingIfNeeded: control.scalar)
        append(control, [0xE2, 0x90, picture], face)
    }

    private mutating func appendReplacement(_ invalid: DisplayCharacter, _ face: TerminalFace) {
        append(invalid, [0xEF, 0xBF, 0xBD], face)
    }

    private mutating func append(_ character: DisplayCharacter, _ bytes: [UInt8], _ face: TerminalFace) {
        bytes.withUnsafeBufferPointer { append(character, $0, face) }
    }

    private mutating func append(
        _ character: DisplayCharacter, _ bytes: UnsafeBufferPointer<UInt8>, _ face: TerminalFace
    ) {
        if breaksAnywhere || wordWidth + character.width > width || mayBreak(before: character) { commitWord() }
        extendWord(by: bytes, width: character.width, face)
        last = character
    }

    private mutating func extendWord(by bytes: UnsafeBufferPointer<UInt8>, width: Int, _ face: TerminalFace) {
        word.append(contentsOf: bytes)
        wordWidth += width
        if let last = wordFaces.last, last.face == face {
            wordFaces[wordFaces.count - 1].end = word.count
        } else {
            wordFaces.append((face, word.count))
        }
    }

    /// A line may end beside a wide character, but not before what closes and not after what opens (UAX #14, CL and OP).
    private func mayBreak(before next: DisplayCharacter) -> Bool {
        guard last.width == 2 || next.width == 2 else { return false }
        switch next.scalar {
        case 0x21, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D, 0x7D, 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F,
            0x3011, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F:
            return false
        default: break
        }
        switch last.scalar {
        case 0x28, 0x5B, 0x7B, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0xFF08: return false
        default: return true
        }
    }

    /// Puts the word on the line, or on the next if it does not fit.
    private mutating func commitWord() {
        if word.isEmpty { return }
        if line.width > 0, line.width + gap + wordWidth > width { pushLine() }
        if line.width > 0, gap > 0 {
            turn(to: gapFace)
            line.bytes.append(contentsOf: repeatElement(0x20, count: gap))
            line.width += gap
        }
        var start = 0
        for (face, end) in wordFaces {
            turn(to: face)
            line.bytes.append(contentsOf: word[start..<end])
            start = end
        }
        line.width += wordWidth
        gap = 0
        word.removeAll(keepingCapacity: true)
        wordFaces.removeAll(keepingCapacity: true)
        wordWidth = 0
    }

    private mutating func pushLine() {
        turn(to: .plain)
        lines.append(line)
        line = TerminalLine()
        gap = 0
    }

    private mutating func turn(to face: TerminalFace) {
        TerminalFace.change(from: lineFace, to: face, style, addresses: addresses, in: &line.bytes)
        lineFace = face
    }
}
