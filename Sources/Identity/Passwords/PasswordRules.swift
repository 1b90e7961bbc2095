/// What a new password must be: long. Nothing else makes one good (NIST SP 800-63B §5.1.1.2).
package enum PasswordRules {
    /// Characters a new password has at least.
    package static let minimumCharacters = 12
    /// Bytes that are looked at at most; a longer one is wrong without work.
    package static let maximumBytes = 1_024

    /// - Throws: ``IdentityError`` with `invalid` and a sentence for the person.
    package static func check(_ password: String) throws(IdentityError) {
        guard password.count >= minimumCharacters else {
            throw IdentityError(.invalid, "A password has at least \(minimumCharacters) characters.")
        }
        guard password.utf8.count <= maximumBytes else {
            throw IdentityError(.invalid, "A password has at most \(maximumBytes) bytes.")
        }
    }
}
