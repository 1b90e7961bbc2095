/// Finds the infinitive of German verbs whose prefix comes apart.
///
/// "angemeldet" and "anzumelden" are forms of "anmelden", and so is "melde … an".
enum SeparableVerb {
    static let particles: Set<String> = [
        "ab", "an", "auf", "aus", "ein", "mit", "nach", "um", "vor", "weg", "zu", "her", "hin", "zuruck",
    ]

    /// What the infinitive of a participle or of an infinitive with "zu" may be; folded words in and out.
    static func infinitives(of word: String) -> [String] {
        var infinitives: [String] = []
        for particle in particles where word.hasPrefix(particle) {
            let rest = word.dropFirst(particle.utf8.count)
            if rest.hasPrefix("ge"), rest.utf8.count >= 6 {
                infinitives.append(particle + infinitive(ofParticiple: rest.dropFirst(2)))
            }
            if rest.hasPrefix("zu"), rest.hasSuffix("n"), rest.utf8.count >= 7 {
                infinitives.append(particle + rest.dropFirst(2))
            }
        }
        if word.hasPrefix("ge"), word.hasSuffix("t"), word.utf8.count >= 6 {
            infinitives.append(infinitive(ofParticiple: word.dropFirst(2)))
        }
        return infinitives.sorted()
    }

    private static func infinitive(ofParticiple rest: Substring) -> String {
        if rest.hasSuffix("et") { return rest.dropLast(2) + "en" }
        if rest.hasSuffix("t") { return rest.dropLast(1) + "en" }
        return String(rest)
    }
}
