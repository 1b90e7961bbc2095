internal import ArgumentParser

/// `kaya key`: the API keys of accounts, for programs.
struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create, list and revoke API keys for programs.",
        discussion: """
            A key belongs to an account and does no more than its scopes say: ask, read, feedback, manage, debug. It is shown once. A \
            program sends it as Authorization: Bearer kaya_…

            EXAMPLES:
              kaya key create ada --name "case system" --scope ask --scope read
              kaya key list
              kaya key revoke 7Qm2Zr0cT1bYw8KpXe5LdA

            \(ExitStatus.help)
            """,
        subcommands: [KeyCreate.self, KeyList.self, KeyRevoke.self])
}
