import Identity
import KayaTesting
import Testing

@Suite("Accounts in memory", .timeLimit(.minutes(1)))
struct InMemoryIdentityStoreTests {
    @Test("The store keeps the contract", arguments: IdentityStoreContract.allCases)
    func contract(_ clause: IdentityStoreContract) async throws {
        let isKept = try await clause.isKept(by: InMemoryIdentityStore())
        #expect(isKept, "\(clause.rawValue)")
    }
}
