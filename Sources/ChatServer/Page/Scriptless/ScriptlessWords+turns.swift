internal import Archive
internal import Dialogue
internal import Foundation

/// What is said about turns.
extension ScriptlessWords {
    private func say(_ german: String, _ english: String) -> String { language == .german ? german : english }

    var asked: String { say("Frage:", "Question:") }
    var answer: String { say("Antwort", "Answer") }
    var table: String { say("Tabelle", "Table") }
    var sources: String { say("Quellen", "Sources") }
    var read: String { say("Stelle lesen", "Read the passage") }
    func source(_ number: Int) -> String { say("Quelle \(number)", "Source \(number)") }
    func validFrom(_ day: String) -> String { say("gültig ab \(day)", "valid from \(day)") }
    var openDocument: String { say("Dokument öffnen", "Open the document") }
    var passageGone: String {
        say(
            "Der Wortlaut dieser Stelle ist hier nicht mehr hinterlegt.",
            "The words of this passage are no longer kept here.")
    }
    var shortened: String { say("Die Stelle geht im Dokument weiter.", "The passage goes on in the document.") }
    var notice: String { say("Hinweis:", "Note:") }

    var stop: String { say("Anhalten", "Stop") }
    var again: String { say("Neu antworten", "Answer again") }
    var goOn: String { say("Weiter antworten", "Continue the answer") }
    var edit: String { say("Frage bearbeiten", "Edit the question") }
    var reload: String { say("Jetzt neu laden", "Reload now") }
    var reloads: String {
        say("Diese Seite lädt sich alle zwei Sekunden neu.", "This page reloads itself every two seconds.")
    }
    var doNotReload: String { say("Nicht von selbst neu laden", "Do not reload by itself") }
    var doReload: String { say("Von selbst neu laden", "Reload by itself") }
    var waitToAsk: String {
        say(
            "Die nächste Frage können Sie stellen, wenn die Antwort fertig ist.",
            "You can ask the next question when the answer is finished.")
    }

    /// What a running turn waits for.
    func phase(_ phase: TurnPhase?) -> String {
        switch phase {
        case .queued:
            say(
                "Gerade fragen viele: Ihre Frage wartet, bis sie an der Reihe ist.",
                "Many are asking right now: your question waits for its turn.")
        case .retrieving: say("Die Unterlagen werden durchsucht.", "The documents are being searched.")
        case .thinking: say("Das Sprachmodell denkt nach.", "The language model is thinking.")
        case .writing: say("Die Antwort wird geschrieben.", "The answer is being written.")
        case .retrying:
            say(
                "Das Sprachmodell hat nicht geantwortet und wird noch einmal gefragt.",
                "The language model did not answer and is asked again.")
        case nil: say("Die Antwort wird vorbereitet.", "The answer is being prepared.")
        }
    }

    func asked(_ moment: String) -> String { say("Gefragt am \(moment).", "Asked on \(moment).") }

    /// How an answer ended that is not simply complete.
    func ending(_ turn: ShownTurn) -> String? {
        switch turn.state {
        case .running: return nil
        case .failed(let problem, let text):
            let sentence = ProblemText(problem, language: language).sentence
            return text.isEmpty ? sentence : sentence + " " + kept
        case .finished(let result): return ending(result.finish, hasText: !result.fullText.isEmpty)
        }
    }

    private var kept: String { say("Was bis dahin kam, bleibt stehen.", "What had come until then stays.") }

    /// After a crash less may be there than was shown.
    private var saved: String {
        say("Was bis dahin gespeichert war, bleibt stehen.", "What was saved until then stays.")
    }

    private func ending(_ finish: Finish, hasText: Bool) -> String? {
        switch finish {
        case .stopped: say("Von Ihnen angehalten.", "Stopped by you.") + (hasText ? " " + kept : "")
        case .interrupted:
            say("Die Antwort wurde auf dem Server unterbrochen.", "The answer was interrupted on the server.")
                + (hasText ? " " + saved : "")
        case .length:
            say(
                "Die Antwort hat die erlaubte Länge erreicht und ist noch nicht zu Ende.",
                "The answer has reached the allowed length and is not finished.")
        case .refusal:
            say(
                "Das Sprachmodell beantwortet diese Frage nicht. Vielleicht hilft es, sie anders zu stellen.",
                "The language model does not answer this question. Perhaps it helps to ask it differently.")
        case .contentFilter:
            say(
                "Ein Filter des Anbieters hat die Antwort beendet. Vielleicht hilft es, die Frage anders zu stellen.",
                "A filter of the provider has ended the answer. Perhaps it helps to ask differently.")
        default: hasText ? nil : say("Die Antwort ist leer.", "The answer is empty.")
        }
    }

    /// What a turn has to do with an earlier one.
    func relation(_ relation: TurnRelation?) -> String? {
        switch relation {
        case .continues: say("Fortsetzung der Antwort", "The answer, continued")
        case .repeats: say("Neue Antwort auf dieselbe Frage", "A new answer to the same question")
        case nil: nil
        }
    }

    func cached(_ moment: String) -> String {
        say(
            "Dieselbe Frage wurde schon beantwortet: Antwort vom \(moment).",
            "The same question was answered before: answer of \(moment).")
    }

    // MARK: Feedback

    var helpful: String { say("Hilfreich", "Helpful") }
    var notHelpful: String { say("Nicht hilfreich …", "Not helpful …") }
    var wasHelpful: String { say("Sie fanden die Antwort hilfreich.", "You found this answer helpful.") }
    var wasNotHelpful: String { say("Sie fanden die Antwort nicht hilfreich.", "You found this answer not helpful.") }
    var takeBack: String { say("Zurücknehmen", "Take back") }
    var whatWasWrong: String { say("Was war nicht gut?", "What was wrong?") }
    var comment: String { say("Anmerkung (freiwillig)", "Comment (optional)") }
    var noPersonal: String {
        say("Schreiben Sie bitte nichts Persönliches hinein.", "Please write nothing personal in it.")
    }
    var sendFeedback: String { say("Absenden", "Submit") }

    func reason(_ reason: Feedback.Reason) -> String {
        switch reason {
        case .wrong: say("Es stimmt nicht", "It is not true")
        case .incomplete: say("Es fehlt etwas", "Something is missing")
        case .offTopic: say("Geht an der Frage vorbei", "Misses the question")
        case .unclear: say("Ist schwer zu verstehen", "Is hard to understand")
        case .source: say("Eine Quelle passt nicht", "A source does not fit")
        case .other: say("Etwas anderes", "Something else")
        }
    }

    // MARK: Days and hours

    /// A day, in words.
    func day(_ moment: Timestamp) -> String { text(moment, Self.dayStyle) }

    /// A day of ISO 8601, in words; another text stays as it is.
    func day(_ text: String) -> String {
        // What is no date is shown as the document has it.
        guard let date = try? Date(text, strategy: .iso8601.year().month().day()) else { return text }
        var style = Self.dayStyle.locale(locale)
        style.timeZone = .gmt
        return date.formatted(style)
    }

    private static let dayStyle = Date.FormatStyle.dateTime.day().month(.wide).year()
    private var locale: Locale { Locale(identifier: language == .german ? "de_DE" : "en_GB") }

    /// A day and a time of it.
    func moment(_ moment: Timestamp) -> String {
        text(moment, .dateTime.day().month(.wide).year().hour().minute())
    }

    private func text(_ moment: Timestamp, _ style: Date.FormatStyle) -> String {
        Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
            .formatted(style.locale(locale))
    }
}
