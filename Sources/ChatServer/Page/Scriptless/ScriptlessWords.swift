internal import Dialogue
internal import Foundation

/// Kaya's own words on the page without script.
struct ScriptlessWords: Sendable {
    let language: Language

    private func say(_ german: String, _ english: String) -> String { language == .german ? german : english }

    // MARK: The page

    var skip: String { say("Zum Inhalt springen", "Skip to the content") }
    var withScript: String { say("Zur Seite mit JavaScript", "To the page with JavaScript") }
    var languages: String { say("Sprache", "Language") }
    var newConversation: String { say("Neue Unterhaltung", "New conversation") }
    var conversations: String { say("Unterhaltungen", "Conversations") }
    var welcome: String { say("Was möchten Sie wissen?", "What would you like to know?") }
    var examples: String { say("Zum Beispiel", "For example") }
    var aiNotice: String {
        say(
            "Hier antwortet eine KI. Prüfen Sie Wichtiges an der genannten Quelle.",
            "An AI answers here. Check what matters at the source it names.")
    }
    var mistake: String { say("Das hat nicht geklappt", "That did not work") }
    var back: String { say("Zurück", "Back") }
    var notKept: String {
        say(
            "Hier wird nichts gespeichert: Jede Frage steht für sich.",
            "Nothing is kept here: every question stands alone.")
    }
    var draining: String {
        say(
            "Der Dienst startet gleich neu. Neue Fragen gehen in einem Augenblick wieder.",
            "The service is about to restart. New questions work again in a moment.")
    }
    var missing: String {
        say("Diese Unterhaltung gibt es nicht oder nicht mehr.", "This conversation does not exist, or no more.")
    }

    // MARK: Asking

    var question: String { say("Ihre Frage", "Your question") }
    var nextQuestion: String { say("Ihre nächste Frage", "Your next question") }
    var plainLanguage: String {
        say("Antwort in einfacher Sprache", "Answer in plain language")
    }
    var send: String { say("Senden", "Send") }
    var editing: String { say("Frage bearbeiten", "Edit the question") }
    var emptyQuestion: String { say("Schreiben Sie zuerst Ihre Frage.", "Write your question first.") }
    func tooLong(_ count: Int, _ maximum: Int) -> String {
        say(
            "Die Frage hat \(count) Zeichen, höchstens \(maximum) sind möglich. Sie steht unten zum Kürzen.",
            "The question has \(count) characters, \(maximum) are possible. It is below for you to shorten.")
    }
    var keptText: String { say("Ihr Text steht noch unten.", "Your text is still below.") }

    var toField: String { say("Zum Eingabefeld", "To the field") }

    // MARK: Conversations

    var untitled: String { say("Ohne Titel", "Untitled") }
    var search: String { say("Unterhaltungen durchsuchen", "Search the conversations") }
    var searchNow: String { say("Suchen", "Search") }
    func noneFound(_ words: String) -> String { say("Nichts gefunden zu „\(words)“.", "Nothing found for “\(words)”.") }
    var none: String {
        say(
            "Noch keine Unterhaltungen. Was Sie fragen, finden Sie hier wieder.",
            "No conversations yet. What you ask is found here again.")
    }
    var noneArchived: String { say("Nichts ist archiviert.", "Nothing is archived.") }
    var more: String { say("Weitere zeigen", "Show more") }
    var showArchived: String { say("Archivierte zeigen", "Show archived ones") }
    var showCurrent: String { say("Zurück zu den aktuellen", "Back to the current ones") }
    var pinned: String { say("angeheftet", "pinned") }
    var archived: String { say("archiviert", "archived") }
    var running: String { say("Antwort läuft", "being answered") }
    var aboutConversation: String { say("Zu dieser Unterhaltung", "About this conversation") }
    var title: String { say("Titel der Unterhaltung", "Title of the conversation") }
    var rename: String { say("Umbenennen", "Rename") }
    func pin(_ isPinned: Bool) -> String {
        isPinned ? say("Nicht mehr anheften", "Unpin") : say("Anheften", "Pin")
    }
    func archive(_ isArchived: Bool) -> String {
        isArchived ? say("Aus dem Archiv holen", "Take out of the archive") : say("Archivieren", "Archive")
    }
    var asPage: String { say("Als Seite sichern (HTML)", "Save as a page (HTML)") }
    var asMarkdown: String { say("Als Text sichern (Markdown)", "Save as text (Markdown)") }
    var asData: String { say("Als Daten sichern (JSON)", "Save as data (JSON)") }
    var delete: String { say("Löschen …", "Delete …") }
    var deleteQuestion: String { say("Diese Unterhaltung löschen?", "Delete this conversation?") }
    var deleteMeans: String {
        say(
            "Alle Fragen und Antworten darin werden gelöscht. Das lässt sich nicht rückgängig machen.",
            "All questions and answers in it are deleted. This cannot be undone.")
    }
    var deleteNow: String { say("Endgültig löschen", "Delete for good") }
    var keep: String { say("Nicht löschen", "Do not delete") }
    var deleted: String { say("Die Unterhaltung ist gelöscht.", "The conversation is deleted.") }
    func kept(_ days: Int) -> String {
        say(
            "Unterhaltungen werden \(days) Tage nach der letzten Frage gelöscht.",
            "Conversations are deleted \(days) days after the last question.")
    }
    func deadline(_ day: String) -> String {
        say(
            "Diese Unterhaltung wird am \(day) gelöscht, wenn bis dahin nichts mehr gefragt wird.",
            "This conversation is deleted on \(day) unless something is asked in it before.")
    }
    var earlier: String { say("Frühere Fragen zeigen", "Show earlier questions") }
    var latest: String { say("Zu den neuesten Fragen", "To the latest questions") }
    var allData: String { say("Alles, was über Sie gespeichert ist (JSON)", "All that is kept about you (JSON)") }
}
