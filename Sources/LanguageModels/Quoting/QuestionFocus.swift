/// What a question asks for: its words that carry meaning, and the aspects.
struct QuestionFocus {
    /// No more of the question is looked at.
    static let maximumCharacters = 500

    let terms: [FoldedWord]
    let aspects: Set<QuestionAspect>
    /// The terms with a particle at the question's end before them: "melde … ab" also as "abmelde".
    private let joined: [FoldedWord]

    init(_ question: String) {
        let words = FoldedText(question.prefix(Self.maximumCharacters)).words
        let (aspects, asking) = QuestionAspect.aspects(of: words)
        self.aspects = aspects
        var terms: [FoldedWord] = []
        for word in words where !Self.fillers.contains(word.text) && !asking.contains(word) && !terms.contains(word) {
            if word.word.count > 1 { terms.append(word) }
        }
        if terms.isEmpty { terms = asking.sorted { $0.text < $1.text } }
        self.terms = terms
        let particle = words.last.map(\.text).flatMap { Self.particles.contains($0) ? $0 : nil }
        joined = particle.map { particle in terms.map { FoldedWord(particle + $0.text) } } ?? []
    }

    /// How well the words of a text meet each term, from 0 to 1.
    func likeness(to words: [FoldedWord]) -> [Double] {
        let plain = terms.map { Self.likeness(of: $0, to: words) }
        guard !joined.isEmpty else { return plain }
        return zip(plain, joined).map { max($0, Self.likeness(of: $1, to: words)) }
    }

    private static func likeness(of term: FoldedWord, to words: [FoldedWord]) -> Double {
        var best = 0.0
        for word in words {
            best = max(best, term.likeness(to: word))
            if best == 1 { break }
        }
        return best
    }

    private static let particles: Set<String> = [
        "ab", "an", "auf", "aus", "ein", "mit", "nach", "um", "vor", "zu", "zuruck",
    ]

    /// How much of the question a text covers, from 0 to 1; longer words count for more.
    func coverage(_ likeness: [Double]) -> Double {
        let weights = terms.map { Double(min($0.word.count, 10)) }
        let total = weights.reduce(0, +)
        guard total > 0 else { return 0 }
        return zip(weights, likeness).reduce(0) { $0 + $1.0 * $1.1 } / total
    }

    /// Folded words that say nothing about the matter.
    private static let fillers: Set<String> = Set(
        """
        neu neue neuen neuer neues ab aber alle allen alles als also am an auch auf aus bei beim bekomme bekommen \
        bin bis bitte brauche da dann das dass dein dem den der des die dies diese diesen dieser dir doch dort du \
        ein eine einem einen einer eines er es etwas euch fur gehen geht gerne gibt guten habe haben hallo hat hatte \
        heute hier ich ihr ihre ihren im in ist ja jetzt kann kannst kein keine konnen konnte man mein meine meinem \
        meinen meiner mich mir mit mochte mochten moin morgen muss mussen nach nicht noch nun nur ob oder ohne schon \
        sehr sein seine sich sie sind so soll sollte tag tun um und uns unser von vor wann war warum was weil welche \
        welchen welcher welches wem wen wenn wer werde werden wie wieder will wir wird wo wofur woher wohin wollen \
        wurde zu zum zur zwischen lange machen mache macht viel gilt a about after all am an and any are as at be \
        been but by can could do does for from get go good has have hello help hi how if in is it its just long many \
        may me much must my need no not of on one or our out please shall should so some than that the their them \
        then there they this to today tomorrow up us want was we were what when where which who whom why will with \
        would you your
        """.split(separator: " ").map { FoldedText($0).text })
}
