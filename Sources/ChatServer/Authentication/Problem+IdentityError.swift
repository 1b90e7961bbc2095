internal import Dialogue
internal import Identity

extension Problem {
    /// What an error of identity is to whoever asked; `nil` when it is nobody's business but the operator's.
    init?(_ error: IdentityError) {
        switch error.code {
        case .refused: self.init(.unauthorized)
        case .rateLimited: self.init(.rateLimited, retryAfter: error.retryAfter)
        case .overloaded: self.init(.overloaded, retryAfter: error.retryAfter)
        case .invalid: self.init(.invalidField, field: "name")
        case .nameTaken: self.init(.invalidField, field: "name")
        case .unknown: self.init(.notFound)
        case .newerSchema, .storeUnusable: return nil
        }
    }
}
