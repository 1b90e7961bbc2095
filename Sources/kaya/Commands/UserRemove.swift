internal import ArgumentParser
internal import Identity

/// `kaya user remove`.
struct UserRemove: AccountCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an account with its logins and keys.")

    @Argument var name: String

    @OptionGroup var options: ConfigurationOptions

    func run(_ desk: IdentityDesk) async throws {
        let account = try await desk.accounts.account(named: name)
        try await desk.accounts.store.remove(account.id)
        Console.output.line("\(account.name) is removed")
    }
}
