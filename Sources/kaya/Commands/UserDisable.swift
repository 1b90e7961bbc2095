internal import ArgumentParser
internal import Identity

/// `kaya user disable`.
struct UserDisable: AccountCommand {
    static let configuration = CommandConfiguration(commandName: "disable", abstract: "Keep an account out, at once.")

    @Argument var name: String

    @OptionGroup var options: ConfigurationOptions

    func run(_ desk: IdentityDesk) async throws {
        let account = try await desk.accounts.account(named: name)
        try await desk.accounts.store.change(account.id, .disabled(true))
        Console.output.line("\(account.name) cannot log in any more; its logins have ended and its keys rest")
    }
}
