internal import ArgumentParser
internal import Identity

/// `kaya user enable`.
struct UserEnable: AccountCommand {
    static let configuration = CommandConfiguration(commandName: "enable", abstract: "Let a disabled account in again.")

    @Argument var name: String

    @OptionGroup var options: ConfigurationOptions

    func run(_ desk: IdentityDesk) async throws {
        let account = try await desk.accounts.account(named: name)
        try await desk.accounts.store.change(account.id, .disabled(false))
        Console.output.line("\(account.name) can log in again; its keys work again")
    }
}
