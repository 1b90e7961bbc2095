/// What kind of answer a question wants, and how a text shows that it is one.
enum QuestionIntent: CaseIterable {
    case cost
    case openingHours
    case duration
    case documents
    case contact
    case procedure

    /// The intents of a question; how something is done, when nothing more special is asked.
    static func intents(of question: String) -> [QuestionIntent] {
        let words = QuestionTerms.words(of: question)
        let text = " " + words.joined(separator: " ") + " "
        let found = allCases.filter { intent in intent.questionMarks.contains { text.contains($0) } }
        let special = found.filter { $0 != .procedure }
        return special.isEmpty ? found : special
    }

    /// How well a heading and a text fit, from 0 to 2.
    func fit(heading: String, text: String) -> Double {
        var fit = isHeading(heading) ? 1.0 : 0
        if textMarks.contains(where: { text.contains($0) }) { fit += 1 }
        return fit
    }

    /// Whether a heading announces such an answer.
    func isHeading(_ heading: String) -> Bool {
        let heading = " " + QuestionTerms.words(of: heading).joined(separator: " ") + " "
        return headingMarks.contains { heading.contains($0) }
    }

    /// Parts of folded words; a space stands for the beginning or end of a word.
    private var questionMarks: [String] {
        switch self {
        case .cost:
            [" kost", "gebuhr", " teuer", " preis", " zahl", "bezahl", " cost", " fee", " price", " how much ", " pay"]
        case .openingHours: ["offnungszeit", "geoffnet", " offen ", " auf ", " opening", " open "]
        case .duration:
            [" wie lang", " dauer", " frist", " bis wann", " schnell", " how long", " deadline", " how many days"]
        case .documents:
            ["unterlagen", "mitbring", " was brauch", "nachweis", "formular", "document", " bring", " paperwork"]
        case .contact:
            ["telefon", "adresse", "anschrift", "zustandig", "kontakt", " e mail ", "phone", " contact", " address "]
        case .procedure:
            [
                " mocht", " will ", " wie ", "anmeld", "beantrag", "zulass", "ummeld", "abmeld", "verlanger",
                " bestell",
                " bekomm", " how ", " apply", "register", " want ", " renew",
            ]
        }
    }

    private var headingMarks: [String] {
        switch self {
        case .cost: ["kost", "gebuhr", "preis", "beitrag", "steuersatz", "cost", " fee", "price"]
        case .openingHours: ["offnungszeit", "geoffnet", "opening", "hours"]
        case .duration: ["lange", "dauer", "frist", "bearbeitungszeit", "how long", "deadline", "time"]
        case .documents: ["unterlagen", "mitbring", "mitzubring", "brauche", "nachweis", "document", "bring", "need"]
        case .contact: ["kontakt", "zustandig", "ansprech", "contact", "address"]
        case .procedure:
            [
                "unterlagen", "brauche", "mitzubring", "lauft es ab", "ablauf", "so melden", "so geht", "schritt",
                "antrag",
                "beantrag", "anmeld", "how to", "steps", "need", "apply",
            ]
        }
    }

    private var textMarks: [String] {
        switch self {
        case .cost: ["Euro", "€", "gebührenfrei", "kostenlos", "kostenfrei", "euro", "free of charge"]
        case .openingHours: ["Uhr", "a.m.", "p.m."]
        case .duration: ["Tage", "Woche", "Monat", "Jahr", "Stunde", "days", "weeks", "months"]
        case .documents: ["ausweis", "Urkunde", "urkunde", "Nachweis", "Formular", "passport", "certificate"]
        case .contact: ["Telefon", "E-Mail", "@", "Phone", "phone"]
        case .procedure: ["\n- "]
        }
    }
}
