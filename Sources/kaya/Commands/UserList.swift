internal import ArgumentParser
internal import Identity

/// `kaya user list`.
struct UserList: AccountCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the accounts.")

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Print one JSON array.")
    var json = false

    private struct Row: Encodable {
        let name: String
        let role: String
        let isDisabled: Bool
    }

    func run(_ desk: IdentityDesk) async throws {
        let rows = try await desk.accounts.store.accounts().map {
            Row(name: $0.name.description, role: $0.role.rawValue, isDisabled: $0.isDisabled)
        }
        guard !json else { return Console.output.line(try JSONText.encode(rows)) }
        for row in rows { Console.output.line("\(row.name)\t\(row.role)\(row.isDisabled ? "\tdisabled" : "")") }
    }
}
