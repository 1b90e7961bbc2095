internal import ArgumentParser

/// `kaya user`: the accounts.
struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add, list and change the accounts that can log in.",
        discussion: """
            Works on the data folder, also while a server uses it: what is disabled or removed is sent away within a second. A \
            password is typed, or read from standard input; it is never an option.

            EXAMPLES:
              kaya user add ada --role editor
              printf '%s\\n' "$PASSWORD" | kaya user password ada
              kaya user disable ada

            \(ExitStatus.help)
            """,
        subcommands: [
            UserAdd.self, UserList.self, UserRole.self, UserPassword.self, UserDisable.self, UserEnable.self,
            UserRemove.self,
        ])
}
