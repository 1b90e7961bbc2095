/// The name an account is logged in with: 1 to 64 of `a-z 0-9 . _ - @ +`, in lower case.
///
/// Only ASCII, so that two names that look alike are alike.
package struct AccountName: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// Reads a name, in whatever case; `nil` for what can be none.
    package init?(_ text: String) {
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        description = text.lowercased()
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "@"), UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
