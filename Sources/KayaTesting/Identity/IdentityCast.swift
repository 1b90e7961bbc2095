internal import Identity

/// Two accounts with logins, tokens and keys, for the contract of stores.
struct IdentityCast: Sendable {
    let ada: Account
    let ben: Account

    /// - Throws: When the stored forms below are none.
    init() throws {
        let salt = String(repeating: "A", count: 22)
        let ones = "$scrypt$ln=4,r=1,p=1$\(salt)$\(String(repeating: "B", count: 42))A"
        let twos = "$scrypt$ln=4,r=1,p=1$\(salt)$\(String(repeating: "C", count: 42))A"
        guard let ada = AccountName("ada"), let ben = AccountName("ben"), let first = PasswordHash(ones),
            let second = PasswordHash(twos)
        else { throw IdentityError(.invalid, "the cast cannot be made") }
        self.ada = Account(id: AccountID(high: 1, low: 1), name: ada, role: .reader, password: first)
        self.ben = Account(id: AccountID(high: 2, low: 2), name: ben, role: .editor, password: second)
    }

    /// A login of Ada's that ends a hundred seconds after the contract's time.
    func login(_ number: UInt64) -> Login {
        Login(
            id: LoginID(high: 3, low: number), account: ada.id,
            expires: IdentityStoreContract.now + .seconds(99 + Int(number)))
    }

    func token(_ number: Int) -> TokenDigest { TokenDigest(of: "\(number)") }

    /// A key of Ada's.
    func key(_ number: UInt64) -> APIKey {
        APIKey(
            id: KeyID(high: 4, low: number), account: ada.id, name: "Schlüssel \(number)", scopes: [.ask, .read],
            digest: token(1_000 + Int(number)), createdDay: 11)
    }

    /// The code of the error that a call ends with; `nil` when it ends without.
    func code(_ body: () async throws -> Void) async -> IdentityError.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? IdentityError)?.code
        }
    }
}
