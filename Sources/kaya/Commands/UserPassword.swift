internal import ArgumentParser
internal import Identity

/// `kaya user password`.
struct UserPassword: AccountCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Give an account a new password, and end its logins.")

    @Argument var name: String

    @OptionGroup var options: ConfigurationOptions

    func run(_ desk: IdentityDesk) async throws {
        let account = try await desk.accounts.account(named: name)
        guard let password = await PasswordInput.new("New password for \(account.name)") else {
            throw IdentityError(.invalid, "No password was given.")
        }
        try await desk.accounts.setPassword(password, of: account.id)
        Console.output.line("\(account.name) has a new password; its logins have ended")
    }
}
