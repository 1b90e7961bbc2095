/// Words that mean the same to the people who ask: "Auto" and "Kfz".
///
/// Only those whose likeness no ending explains and that everyday questions use for official ones. Folded.
enum SameMeaning {
    private static let groups: [[String]] = [
        ["auto", "kfz", "fahrzeug", "wagen", "pkw", "karre", "car", "vehicle"],
        ["perso", "personalausweis", "ausweis", "ausweise"],
        ["pass", "reisepass", "passport"],
        ["umzug", "umziehen", "umgezogen", "umzuge", "zugezogen", "zuzug", "moved", "moving"],
        ["fuhrerschein", "fahrerlaubnis", "lappen", "licence", "license"],
        ["mull", "abfall", "waste", "rubbish", "garbage", "trash"],
        ["kita", "kindergarten", "krippe", "kindertagesstatte", "daycare", "nursery"],
        ["burgerburo", "burgerburos", "burgeramt", "einwohnermeldeamt"],
        ["gestohlen", "geklaut", "diebstahl", "stolen"],
        ["heirat", "heiraten", "eheschliessung", "hochzeit", "trauung"],
        ["gestorben", "sterbefall", "tod", "verstorben"],
    ]

    /// The group of every word that has one.
    private static let group: [[UInt8]: Int] = Dictionary(
        groups.enumerated().flatMap { index, words in words.map { (Array($0.utf8), index) } },
        uniquingKeysWith: { first, _ in first })

    /// Which words mean the same as a folded one; `nil` where none is known.
    static func group(of word: [UInt8]) -> Int? { group[word] }
}
