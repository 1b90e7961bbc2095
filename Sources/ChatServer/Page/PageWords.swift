internal import Dialogue

/// Kaya's own words on the pages that the server writes.
struct PageWords: Sendable {
    let language: Language

    func say(_ german: String, _ english: String) -> String { language == .german ? german : english }

    var description: String {
        say(
            "Fragen stellen und Antworten mit Quellen lesen. Hier antwortet eine KI.",
            "Ask questions and read answers with their sources. An AI answers here.")
    }
    var loading: String { say("Kaya wird geladen …", "Kaya is loading …") }
}
