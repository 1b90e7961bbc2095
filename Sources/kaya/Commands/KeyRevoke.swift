internal import ArgumentParser
internal import Dialogue
internal import Identity

/// `kaya key revoke`.
struct KeyRevoke: AccountCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a key; what runs by it ends within a second.")

    @Argument(help: "The key's id, from kaya key list.")
    var id: String

    @OptionGroup var options: ConfigurationOptions

    func run(_ desk: IdentityDesk) async throws {
        guard let key = KeyID(id), try await desk.accounts.store.remove(key, of: nil) else {
            throw IdentityError(.unknown, "There is no key of that id.")
        }
        Console.output.line("The key is revoked")
    }
}
