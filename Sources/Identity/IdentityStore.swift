/// Where accounts, logins and keys are kept.
///
/// What a call did is durable when it returns, and seen by the next call of every process that has the store open.
/// `IdentityStoreContract` in KayaTesting states the promises as checks. Errors: ``IdentityError`` with
/// `storeUnusable`, besides those named.
package protocol IdentityStore: Sendable {
    /// Adds an account.
    /// - Throws: ``IdentityError`` with `nameTaken`.
    func add(_ account: Account) async throws
    /// The account of a name.
    func account(named name: AccountName) async throws -> Account?
    /// The account of an id.
    func account(_ id: AccountID) async throws -> Account?
    /// All accounts by name.
    func accounts() async throws -> [Account]
    /// Changes an account, with what ``AccountChange`` says of its logins, in one step.
    /// - Throws: ``IdentityError`` with `unknown`.
    func change(_ id: AccountID, _ change: AccountChange) async throws
    /// Removes an account with its logins and keys.
    /// - Throws: ``IdentityError`` with `unknown`.
    func remove(_ id: AccountID) async throws

    /// Begins a login with its first refresh token, and forgets those that ended by themselves before `now`. Of one
    /// account no more than `maximum` are kept: the oldest end.
    /// - Throws: ``IdentityError`` with `unknown` when the account is gone or disabled by now.
    func begin(_ login: Login, refresh: TokenDigest, maximum: Int, now: UnixTime) async throws
    /// Replaces a refresh token by the next one of its login, or ends the login when it had been replaced before: of
    /// any number of calls with one token, one is told `rotated`.
    func rotate(_ refresh: TokenDigest, to next: TokenDigest, now: UnixTime) async throws -> RefreshOutcome
    /// The account of a login that has not ended; `nil` also when the account is disabled.
    func account(of login: LoginID, now: UnixTime) async throws -> Account?
    /// Ends a login. Idempotent.
    func end(_ login: LoginID) async throws
    /// Ends the login of a refresh token, whichever of its tokens it is.
    /// - Returns: The login, if there was one.
    @discardableResult
    func end(by refresh: TokenDigest) async throws -> LoginID?

    /// Adds a key. Of one account no more than `maximum` may be.
    /// - Throws: ``IdentityError`` with `invalid` when there are as many; `unknown` when the account is gone.
    func add(_ key: APIKey, maximum: Int) async throws
    /// The keys of an account, or all, in the order they were made.
    func keys(of account: AccountID?) async throws -> [APIKey]
    /// The key of a digest with its account; `nil` also when the account is disabled.
    func key(_ digest: TokenDigest) async throws -> (APIKey, Account)?
    /// The key of an id with its account; `nil` also when the account is disabled.
    func key(_ id: KeyID) async throws -> (APIKey, Account)?
    /// Removes a key.
    /// - Parameter account: Whose key it must be; `nil` for anybody's.
    /// - Returns: Whether there was one.
    func remove(_ key: KeyID, of account: AccountID?) async throws -> Bool
    /// Notes the day on which a key was used.
    func noteUse(of key: KeyID, day: Int) async throws

    /// The key access tokens are signed with: the one that is stored, or `fresh`, which is then stored.
    func signingKey(orStore fresh: [UInt8]) async throws -> [UInt8]
    /// A number that is another one whenever some credential may have ended since, by whichever process.
    func changeCount() async throws -> Int
}
