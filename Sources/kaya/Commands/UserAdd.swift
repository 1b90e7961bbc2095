internal import ArgumentParser
internal import Identity

/// `kaya user add`.
struct UserAdd: AccountCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an account.",
        discussion: "Asks for the password, or reads it from standard input: 12 characters at least.")

    @Argument(help: "The name to log in with: a-z, 0-9 and . _ - @ +")
    var name: String

    @Option(help: "reader, editor, support or admin.")
    var role = "reader"

    @OptionGroup var options: ConfigurationOptions

    func run(_ desk: IdentityDesk) async throws {
        let role = try role(role)
        guard let password = await PasswordInput.new("Password for \(name)") else {
            throw IdentityError(.invalid, "No password was given.")
        }
        let account = try await desk.accounts.add(name: name, role: role, password: password)
        Console.output.line("\(account.name) can log in, as \(account.role.rawValue)")
    }
}
