internal import ArgumentParser
internal import Dialogue
internal import Foundation
internal import Identity

/// `kaya key list`.
struct KeyList: AccountCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the keys of one account or of all, without the keys themselves.")

    @Argument(help: "The account. (default: all)")
    var account: String?

    @OptionGroup var options: ConfigurationOptions

    func run(_ desk: IdentityDesk) async throws {
        let store = desk.accounts.store
        let owner = if let account { try await desk.accounts.account(named: account).id } else { AccountID?.none }
        let names = Dictionary(
            try await store.accounts().map { ($0.id, $0.name.description) }, uniquingKeysWith: { first, _ in first })
        let keys = try await store.keys(of: owner)
        if keys.isEmpty { Console.error.line("There are no keys; kaya key create makes one.") }
        for key in keys {
            let scopes = key.scopes.map(\.rawValue).sorted().joined(separator: ",")
            let used = key.lastUsedDay.map { "used \(date($0))" } ?? "never used"
            Console.output.line(
                "\(key.id)\t\(names[key.account] ?? "-")\t\(key.name)\t\(scopes)\tmade \(date(key.createdDay))\t\(used)"
            )
        }
    }

    private func date(_ day: Int) -> String {
        Date(timeIntervalSince1970: Double(day) * 86_400).formatted(.iso8601.year().month().day())
    }
}
