/// What is wanted to know of a matter: the words that ask for it and the marks of a text that tells it.
enum QuestionAspect: CaseIterable {
    case cost
    case hours
    case papers
    case contact
    case duration

    /// The aspects a question asks for, and the words that only do so. "Müllgebühren" asks for a fee and names a
    /// matter.
    static func aspects(of words: [FoldedWord]) -> (aspects: Set<QuestionAspect>, words: Set<FoldedWord>) {
        var aspects: Set<QuestionAspect> = []
        var asking: Set<FoldedWord> = []
        for aspect in allCases {
            for word in words {
                if aspect.questionMarks.contains(where: { word.text.hasPrefix($0) }) {
                    aspects.insert(aspect)
                    asking.insert(word)
                } else if aspect.questionMarks.contains(where: {
                    $0.utf8.count > 4 && FoldedText(word.text).contains($0)
                }) {
                    aspects.insert(aspect)
                }
            }
        }
        let plain = Set(words.map(\.text))
        if plain.isSuperset(of: ["wann", "auf"]) || plain.isSuperset(of: ["when", "open"]) { aspects.insert(.hours) }
        if plain.isSuperset(of: ["how", "much"]) { aspects.insert(.cost) }
        if plain.isSuperset(of: ["wie", "lange"]) || plain.isSuperset(of: ["how", "long"]) {
            aspects.insert(.duration)
        }
        return (aspects, asking)
    }

    /// Whether a text tells something of this aspect.
    func isTold(in folded: FoldedText) -> Bool {
        textMarks.contains { folded.contains($0) }
    }

    /// Whether a heading asks for this aspect itself, as "Was kostet die Zulassung?" does.
    func isAsked(by heading: FoldedText) -> Bool {
        heading.words.contains { word in questionMarks.contains { word.text.hasPrefix($0) } }
    }

    /// How the folded words begin that ask for it.
    private var questionMarks: [String] {
        switch self {
        case .cost: ["kost", "gebuhr", "teur", "preis", "cost", "fee", "price", "pric", "expensiv", "zahl", "bezahl"]
        case .hours: ["offnungszeit", "geoffnet", "offen", "sprechzeit", "opening", "hours"]
        case .papers:
            ["unterlag", "mitbring", "mitnehm", "brauch", "benotig", "formular", "document", "papers", "bring", "need"]
        case .contact: ["telefon", "rufnummer", "anruf", "erreich", "kontakt", "mail", "phone", "call", "contact"]
        case .duration: ["daurt", "daur", "bearbeitungszeit", "wartezeit", "takes"]
        }
    }

    private var textMarks: [String] {
        switch self {
        case .cost: ["euro", "kostenlos", "gebuhrenfrei", "kostenfrei", "free of charge", "without extra charge"]
        case .hours: [" uhr", "geoffnet", "opening hours", "a.m.", "p.m.", "monday", "open "]
        case .papers:
            [
                "unterlagen", "mitzubringen", "mitbring", "bringen sie", "vorleg",
                "nachweis", "documents", "please bring", "papers",
            ]
        case .contact: ["telefon", "e-mail", "@", "phone", "rufen sie"]
        case .duration: ["woche", "tage", "monat", "minut", "stund", "week", "days", "month", "hours"]
        }
    }
}
