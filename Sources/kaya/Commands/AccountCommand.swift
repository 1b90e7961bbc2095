internal import ArgumentParser
internal import Identity

/// A command on accounts or keys: opens the accounts, and says in a line what was wrong.
protocol AccountCommand: AsyncParsableCommand {
    var options: ConfigurationOptions { get }

    /// Does the work.
    func run(_ desk: IdentityDesk) async throws
}

extension AccountCommand {
    func run() async throws {
        let configuration = try options.load()
        do {
            try await run(try await AccountsFile.desk(configuration))
        } catch let error as IdentityError {
            Console.error.line("kaya: \(error.message)")
            throw ExitStatus.failure
        }
    }

    /// A role by its name.
    /// - Throws: ``IdentityError`` with `invalid`.
    func role(_ name: String) throws(IdentityError) -> Role {
        guard let role = Role(rawValue: name) else {
            throw IdentityError(
                .invalid,
                "“\(name)” is no role; write one of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return role
    }
}
