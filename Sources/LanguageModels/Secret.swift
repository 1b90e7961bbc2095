/// A value that must not be seen: a key, a token, a password.
///
/// It prints as `•••` wherever text is made of it: interpolation, `print`, `dump`, reflection. Only ``reveal()`` gives
/// the value, so that a search for that word finds every place where a secret leaves its box.
package struct Secret: Sendable, Hashable {
    /// What stands for a secret in any text.
    package static let mask = "•••"

    private let value: String

    package init(_ value: String) {
        self.value = value
    }

    /// Whether there is nothing to keep.
    package var isEmpty: Bool { value.isEmpty }

    /// The value itself, for the one place that must send or compare it.
    package func reveal() -> String { value }

    /// `text` with every occurrence of the value replaced by ``mask``.
    ///
    /// Values of fewer than four bytes are too common in ordinary text to be replaced.
    package func redact(_ text: String) -> String {
        guard value.utf8.count >= 4, text.utf8.count >= value.utf8.count else { return text }
        return text.split(separator: value, omittingEmptySubsequences: false).joined(separator: Self.mask)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Self.mask }
    package var debugDescription: String { Self.mask }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
