internal import Dialogue
package import Identity

/// What every ``IdentityStore`` promises, as checks that a store's tests run.
///
/// ```swift
/// @Test("The store keeps its contract", arguments: IdentityStoreContract.allCases)
/// func contract(_ clause: IdentityStoreContract) async throws {
///     #expect(try await clause.isKept(by: InMemoryIdentityStore()))
/// }
/// ```
package enum IdentityStoreContract: String, CaseIterable, Sendable {
    case accountsAreKept = "An account is found by name and by id, and listed by name"
    case namesAreUnique = "A name is taken once, whatever its case"
    case rolesKeepLogins = "A new role acts at once and leaves logins and keys as they are"
    case passwordsEndLogins = "A new password ends the logins and leaves the keys"
    case disablingEndsAll = "A disabled account has no login and no key; enabled again its keys work, its logins do not"
    case removingEndsAll = "A removed account has no login and no key, and its name is free"
    case unknownAccountsAreErrors = "What is done to an unknown account is an error"
    case tokensRotate = "A refresh token is good once and is followed by the next"
    case reuseEndsTheLogin = "A refresh token used again ends its login, the newest token included"
    case oneRotationWins = "Of fifty uses of a refresh token at once one at the most is good, and the login ends"
    case loginsExpire = "A login ends when its time is over, and is forgotten"
    case loginsAreBounded = "With one login too many the oldest ends"
    case loginsEnd = "A login that has ended has no account and no refresh token, and others go on"
    case keysAreKept = "A key is found by its digest and its id, with its scopes and its days"
    case keysAreRemovedByTheirOwner = "A key is removed by its own account or by nobody's, once"
    case keysAreBounded = "One key too many is refused"
    case signingKeyStays = "The signing key is the first that was stored"
    case changesAreCounted = "Whatever ends a credential changes the count, and nothing else does"

    static let now = UnixTime(seconds: 1_000)

    /// Whether an empty store keeps this clause.
    package func isKept(by store: any IdentityStore) async throws -> Bool {
        switch self {
        case .accountsAreKept, .namesAreUnique, .rolesKeepLogins, .passwordsEndLogins, .disablingEndsAll,
            .removingEndsAll, .unknownAccountsAreErrors:
            try await keepsAccounts(store)
        case .tokensRotate, .reuseEndsTheLogin, .oneRotationWins, .loginsExpire, .loginsAreBounded, .loginsEnd:
            try await keepsLogins(store)
        case .keysAreKept, .keysAreRemovedByTheirOwner, .keysAreBounded, .signingKeyStays, .changesAreCounted:
            try await keepsKeys(store)
        }
    }
}
