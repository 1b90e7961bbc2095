internal import ArgumentParser
internal import Identity

/// `kaya user role`.
struct UserRole: AccountCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Give an account another role; it counts at once.")

    @Argument var name: String

    @Argument(help: "reader, editor, support or admin.")
    var role: String

    @OptionGroup var options: ConfigurationOptions

    func run(_ desk: IdentityDesk) async throws {
        let role = try role(role)
        try await desk.accounts.store.change(try await desk.accounts.account(named: name).id, .role(role))
        Console.output.line("\(name) is \(role.rawValue) now")
    }
}
