/// What a terminal shows in one place, and cannot be broken: a letter with its marks, an emoji of several scalars.
///
/// What could steer the terminal is never shown as it is: a control character becomes its picture (`␛`), one of
/// U+0080 to U+009F and a byte that is no UTF-8 become U+FFFD, and what turns the direction of text, hides in tags or
/// marks up text is left out.
struct DisplayCharacter: Hashable {
    /// What is to be done with the bytes.
    enum Form: Hashable {
        /// They are shown as they are.
        case visible
        /// A space, tab, line end or another separator of words.
        case space
        /// A control character below U+0020, or U+007F.
        case control
        /// What cannot be shown.
        case invalid
        /// What is left out.
        case hidden
    }

    let form: Form
    /// Where the next character begins.
    var end: Int
    /// The columns it takes once its form is seen to.
    var width: Int
    /// Its first scalar.
    let scalar: UInt32

    /// The character at an offset; nil at the end.
    static func read(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> DisplayCharacter? {
        guard offset < text.count else { return nil }
        let byte = text[offset]
        if byte < 0x80 {
            let isAlone = offset + 1 >= text.count || text[offset + 1] < 0x80
            if byte > 0x20, byte < 0x7F {
                let character = DisplayCharacter(form: .visible, end: offset + 1, width: 1, scalar: UInt32(byte))
                return isAlone ? character : character.joined(in: text)
            }
            let form: Form = byte == 0x20 || byte == 0x09 || byte == 0x0A ? .space : .control
            return DisplayCharacter(form: form, end: offset + 1, width: 1, scalar: UInt32(byte))
        }
        guard let scalar = UTF8Scalar.read(text, at: offset) else {
            return DisplayCharacter(form: .invalid, end: offset + 1, width: 1, scalar: 0xFFFD)
        }
        let form = form(of: scalar.value)
        let width = form == .hidden ? 0 : form == .visible ? DisplayWidth.width(of: scalar.value) : 1
        let character = DisplayCharacter(form: form, end: scalar.end, width: width, scalar: scalar.value)
        return form == .visible ? character.joined(in: text) : character
    }

    private static func form(of scalar: UInt32) -> Form {
        switch scalar {
        case 0x80...0x9F: .invalid
        case 0x2028, 0x2029: .space
        case 0xAD, 0xFEFF, 0x202A...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB, 0xE0000...0xE00FF: .hidden
        default: .visible
        }
    }

    /// The character with all that joins it.
    private func joined(in text: UnsafeBufferPointer<UInt8>) -> DisplayCharacter {
        var character = self
        var isPictograph = DisplayWidth.isPictograph(scalar)
        var isFlag = (0x1F1E6...0x1F1FF).contains(scalar)
        var isAfterJoiner = false
        while let next = UTF8Scalar.read(text, at: character.end), next.value >= 0x300 {
            switch next.value {
            case 0xFE0F:
                if DisplayWidth.isEmojiOnDemand(scalar) { character.width = 2 }
            case 0x1F3FB...0x1F3FF where isPictograph: character.width = 2
            case 0x1F1E6...0x1F1FF where isFlag:
                character.width = 2
                isFlag = false
            case _ where isAfterJoiner && DisplayWidth.isPictograph(next.value): isPictograph = true
            default:
                guard DisplayCharacter.form(of: next.value) == .visible, DisplayWidth.width(of: next.value) == 0
                else { return character }
            }
            isAfterJoiner = next.value == 0x200D && isPictograph
            character.end = next.end
        }
        return character
    }
}
