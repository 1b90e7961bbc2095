import Foundation

/// A text that occurs once in the world, to be looked for where it must not be.
struct Canary: Sendable {
    let name: String
    /// The words that are looked for: letters, digits, `-`, `_` and `.`, which no URL and no JSON writes differently.
    let core: String

    /// A new one.
    init(_ name: String) {
        self.name = name
        core = "Kanari-\(name)-" + String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// One that somebody else made, such as a token.
    init(_ name: String, made core: String) {
        self.name = name
        self.core = core
    }

    /// It as a question, with what is escaped in URLs and JSON.
    var question: String { "Wo nistet \(core) am Fluß?" }
    /// It as a password.
    var password: String { "\(core) ä/+&=" }

    /// Every way in which its words may have been written.
    var forms: [Data] {
        let bytes = Array(core.utf8)
        let hexadecimal = bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
        let escaped = KayaProcess.escaped(bytes)
        let base64 = (0..<3).map { Self.base64(bytes, after: $0) }
        let text = [core, core.lowercased(), hexadecimal, hexadecimal.uppercased(), escaped, escaped.lowercased()]
        let safe = base64.map { $0.replacing("+", with: "-").replacing("/", with: "_") }
        return Set(text + base64 + safe).map { Data($0.utf8) }
    }

    /// Base64 as it comes out wherever the bytes begin, without the characters that its neighbours have a part in.
    private static func base64(_ bytes: [UInt8], after offset: Int) -> String {
        let text = Data(Array(repeating: 0, count: offset) + bytes).base64EncodedString()
        return String(text.prefix((offset + bytes.count) * 8 / 6).dropFirst((offset * 8 + 5) / 6))
    }

    /// Whether something holds it.
    func isIn(_ data: Data) -> Bool {
        forms.contains { data.range(of: $0) != nil }
    }
}
