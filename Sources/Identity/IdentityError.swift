/// Why an account, a login or a credential could not be had.
package struct IdentityError: Error, Sendable {
    /// What went wrong.
    package enum Code: Sendable, Hashable {
        /// A credential that is wrong, expired or revoked; nobody is told which.
        case refused
        /// Too many attempts; see ``IdentityError/retryAfter``.
        case rateLimited
        /// So many passwords are being checked that no more can wait.
        case overloaded
        /// A name, password or list that cannot be taken; the message says why and is safe to show.
        case invalid
        /// There is an account of that name already.
        case nameTaken
        /// There is no such account or key.
        case unknown
        /// The store was written by a newer version.
        case newerSchema
        /// The store cannot be opened or written.
        case storeUnusable
    }

    /// What went wrong.
    package var code: Code
    /// A sentence for whoever runs Kaya. Holds no secret.
    package var message: String
    /// Whole seconds after which trying again makes sense.
    package var retryAfter: Int?
    /// What lay beneath.
    package var cause: (any Error)?

    /// An error made of its parts.
    package init(_ code: Code, _ message: String, retryAfter: Int? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
        self.cause = cause
    }

    /// The one answer to every wrong credential.
    package static let refused = IdentityError(.refused, "The credential is not accepted.")
}
