internal import Dialogue

/// The problems in German.
enum GermanProblems {
    static func words(for code: ProblemCode) -> (title: String, whatNow: String) {
        switch code {
        case .badRequest: ("Die Anfrage ist nicht lesbar", "Bitte prüfen Sie, was gesendet wurde.")
        case .unauthorized: ("Dafür ist eine Anmeldung nötig", "Bitte melden Sie sich an.")
        case .forbidden: ("Das ist von dieser Seite aus nicht erlaubt", "Bitte rufen Sie Kaya direkt auf.")
        case .notFound: ("Das gibt es hier nicht", "Bitte prüfen Sie die Adresse.")
        case .methodNotAllowed: ("Diese Adresse wird anders aufgerufen", "Die Methoden stehen im Feld Allow.")
        case .duplicateRequest:
            ("Diese Anfragenummer gehört zu einer anderen Frage", "Bitte senden Sie die Frage mit einer neuen Nummer.")
        case .streamExpired: ("Diese Antwort ist nicht mehr abrufbar", "Bitte stellen Sie die Frage noch einmal.")
        case .tooLarge: ("Die Frage ist zu lang", "Bitte kürzen Sie sie.")
        case .unsupportedMediaType: ("Dieses Format wird nicht gelesen", "Bitte senden Sie application/json.")
        case .invalidField: ("Eine Angabe fehlt oder ist falsch", "Bitte prüfen Sie diese Angabe.")
        case .rateLimited: ("Zu viele Anfragen auf einmal", "Bitte warten Sie einen Augenblick.")
        case .breakerOpen: ("Die Antworten fallen gerade aus", "Bitte versuchen Sie es in einer Minute wieder.")
        case .overloaded: ("Gerade fragen sehr viele", "Bitte versuchen Sie es gleich noch einmal.")
        case .draining: ("Der Dienst startet gerade neu", "Bitte versuchen Sie es gleich noch einmal.")
        case .storageUnavailable:
            (
                "Ihre Frage kann gerade nicht gespeichert werden",
                "Sie wurde nicht gestellt. Bitte versuchen Sie es gleich noch einmal."
            )
        case .upstreamRateLimited: ("Gerade fragen sehr viele", "Bitte versuchen Sie es gleich noch einmal.")
        case .upstreamTimeout: ("Die Antwort hat zu lange gedauert", "Bitte stellen Sie die Frage noch einmal.")
        case .upstreamCut, .upstreamTruncated:
            ("Die Antwort ist abgebrochen", "Der Text bis hierher gilt. Bitte stellen Sie die Frage noch einmal.")
        case .upstreamEmpty: ("Es kam keine Antwort", "Bitte stellen Sie die Frage noch einmal.")
        case .upstreamMalformed, .upstreamError:
            ("Die Antwort konnte nicht erzeugt werden", "Bitte versuchen Sie es später wieder.")
        case .contentFiltered: ("Zu dieser Frage gibt es keine Antwort", "Bitte fragen Sie anders.")
        case .producerLost:
            ("Der Dienst wurde neu gestartet", "Der Text bis hierher gilt. Bitte stellen Sie die Frage noch einmal.")
        case .streamLost: ("Diese Antwort ist nicht mehr da", "Bitte stellen Sie die Frage noch einmal.")
        case .answerTooLong: ("Die Antwort wurde zu lang", "Der Text bis hierher gilt. Bitte fragen Sie genauer.")
        case .internal: ("Da ist bei uns etwas schiefgegangen", "Bitte versuchen Sie es noch einmal.")
        }
    }
}
