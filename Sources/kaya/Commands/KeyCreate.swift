internal import ArgumentParser
internal import Dialogue
internal import Identity

/// `kaya key create`.
struct KeyCreate: AccountCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a key for an account and print it, this once.")

    @Argument(help: "The account.")
    var account: String

    @Option(help: "What the key is for, so that it can be told from others.")
    var name: String

    @Option(
        name: .customLong("scope"),
        help: "ask, read, feedback, manage or debug; several times for several. (default: ask, read)")
    var scopes: [String] = []

    @OptionGroup var options: ConfigurationOptions

    func run(_ desk: IdentityDesk) async throws {
        let wanted = scopes.isEmpty ? ["ask", "read"] : scopes
        let known = Set(wanted.compactMap { Scope(rawValue: $0) })
        guard known.count == Set(wanted).count else {
            throw IdentityError(
                .invalid, "A scope is one of \(Scope.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let owner = try await desk.accounts.account(named: account)
        let (key, text) = try await desk.accounts.makeKey(for: owner.id, name: name, scopes: known)
        Console.error.line("Key \(key.id) of \(owner.name). It is not shown again:")
        Console.output.line(text)
    }
}
