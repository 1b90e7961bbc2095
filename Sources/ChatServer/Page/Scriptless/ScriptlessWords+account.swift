internal import Dialogue

/// What is said about logging in and about what is kept of somebody.
extension ScriptlessWords {
    private func say(_ german: String, _ english: String) -> String { language == .german ? german : english }

    var logIn: String { say("Anmelden", "Log in") }
    var logOut: String { say("Abmelden", "Log out") }
    var goOnWithoutLogin: String { say("Ohne Anmeldung weiter", "Go on without logging in") }
    var accountName: String { say("Name", "Name") }
    var password: String { say("Passwort", "Password") }
    var wrongLogin: String { say("Name oder Passwort stimmen nicht.", "Name or password is wrong.") }
    var loggedIn: String { say("Sie sind angemeldet.", "You are logged in.") }
    var loggedOut: String { say("Sie sind abgemeldet.", "You are logged out.") }
    var questionKept: String {
        say(
            "Ihre Frage steht noch da. Sie ist noch nicht gesendet.",
            "Your question is still here. It is not sent yet.")
    }
    func loggedIn(_ name: String) -> String { say("Angemeldet als \(name)", "Logged in as \(name)") }

    var eraseAll: String { say("Alles löschen …", "Delete everything …") }
    var eraseQuestion: String { say("Wirklich alles löschen?", "Really delete everything?") }
    var eraseMeans: String {
        say(
            "Alle Ihre Unterhaltungen werden gelöscht, auch die archivierten. Das lässt sich nicht rückgängig machen.",
            "All your conversations are deleted, archived ones too. This cannot be undone.")
    }
    var eraseNow: String { say("Alles endgültig löschen", "Delete everything for good") }

    /// What was done, as an address says it.
    func done(_ what: String?) -> String? {
        switch what {
        case "deleted": deleted
        case "erased": say("Alles wurde gelöscht.", "Everything was deleted.")
        case "logged-out": loggedOut
        default: nil
        }
    }
}
