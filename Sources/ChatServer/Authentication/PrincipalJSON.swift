internal import Identity

/// Whoever asks, as they see themselves.
struct PrincipalJSON: Encodable {
    private let name: String
    private let role: String
    private let scopes: [String]

    init(_ principal: Principal) {
        name = principal.name
        role = principal.role.rawValue
        scopes = principal.scopes.map(\.rawValue).sorted()
    }
}
