/// The German stemmer of the Snowball project, on words whose umlauts are already folded.
///
/// https://snowballstem.org/algorithms/german/stemmer.html
enum GermanStemmer {
    /// The stem of a folded word; words with other characters than `a` to `z` come back unchanged.
    static func stem(_ word: String) -> String {
        var letters = StemLetters(word)
        guard letters.isStemmable, letters.count > 2 else { return word }
        letters.protectGlides()
        let (first, second) = letters.regions(vowels: "aeiouy", minimum: 3)
        stripInflection(&letters, first)
        stripComparison(&letters, first)
        stripDerivation(&letters, first, second)
        return letters.text
    }

    private static func stripInflection(_ letters: inout StemLetters, _ region: Int) {
        guard let ending = letters.longestEnding(of: ["em", "ern", "er", "e", "en", "es", "s"]),
            letters.count - ending.utf8.count >= region
        else { return }
        switch ending {
        case "s":
            if letters.letter(before: 1, isIn: "bdfghklmnrt") { letters.drop(1) }
        case "e", "en", "es":
            letters.drop(ending.utf8.count)
            if letters.hasEnding("niss") { letters.drop(1) }
        default:
            letters.drop(ending.utf8.count)
        }
    }

    private static func stripComparison(_ letters: inout StemLetters, _ region: Int) {
        guard let ending = letters.longestEnding(of: ["en", "er", "est", "st"]),
            letters.count - ending.utf8.count >= region
        else { return }
        if ending == "st" {
            guard letters.count >= 6, letters.letter(before: 2, isIn: "bdfghklmnt") else { return }
        }
        letters.drop(ending.utf8.count)
    }

    private static func stripDerivation(_ letters: inout StemLetters, _ first: Int, _ second: Int) {
        guard let ending = letters.longestEnding(of: ["end", "ung", "ig", "ik", "isch", "lich", "heit", "keit"]),
            letters.count - ending.utf8.count >= second
        else { return }
        switch ending {
        case "end", "ung":
            letters.drop(3)
            if letters.hasEnding("ig"), letters.count - 2 >= second, !letters.letter(before: 2, isIn: "e") {
                letters.drop(2)
            }
        case "ig", "ik", "isch":
            if !letters.letter(before: ending.utf8.count, isIn: "e") { letters.drop(ending.utf8.count) }
        case "lich", "heit":
            letters.drop(4)
            if letters.hasEnding("er") || letters.hasEnding("en"), letters.count - 2 >= first { letters.drop(2) }
        default:
            letters.drop(4)
            if letters.hasEnding("lich"), letters.count - 4 >= second {
                letters.drop(4)
            } else if letters.hasEnding("ig"), letters.count - 2 >= second {
                letters.drop(2)
            }
        }
    }
}
