import Foundation

/// Makes spellings of the same word equal.
enum WordFolding {
    /// Lower case, without marks, compatibility forms resolved, `ß` as `ss`; `ae`, `oe` and `ue` are left as they are.
    static func folded(_ word: String) -> String {
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return word.lowercased() }
        var result = String.UnicodeScalarView()
        for scalar in word.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars {
            switch scalar {
            case "ß": result.append(contentsOf: "ss".unicodeScalars)
            case "æ": result.append(contentsOf: "ae".unicodeScalars)
            case "œ": result.append(contentsOf: "oe".unicodeScalars)
            case "ø": result.append("o")
            case "ł": result.append("l")
            case "đ", "ð": result.append("d")
            default:
                if WordReader.isWordScalar(scalar), scalar.properties.generalCategory != .nonspacingMark {
                    result.append(scalar)
                }
            }
        }
        return String(result)
    }

    /// `ae`, `oe` and `ue` as `a`, `o` and `u`, so that "Fuehrerschein" and "Führerschein" meet.
    ///
    /// `ue` stays behind `a`, `e` and `q`, where it is no umlaut: Bauer, Steuer, Quelle.
    static func withoutDigraphs(_ folded: String) -> String {
        guard folded.utf8.contains(0x65) else { return folded }
        var result: [UInt8] = []
        result.reserveCapacity(folded.utf8.count)
        for byte in folded.utf8 {
            if byte == UInt8(ascii: "e"), let last = result.last {
                let before = result.dropLast().last
                let isUmlaut =
                    switch last {
                    case UInt8(ascii: "a"), UInt8(ascii: "o"): true
                    case UInt8(ascii: "u"):
                        before != UInt8(ascii: "a") && before != UInt8(ascii: "e") && before != UInt8(ascii: "q")
                    default: false
                    }
                if isUmlaut { continue }
            }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
