/// The inflectional steps of Porter's stemmer (1a, 1b, 1c and 5): plurals, -ed, -ing, final y and e.
///
/// https://tartarus.org/martin/PorterStemmer/def.txt. Derivational endings stay, because in small collections they
/// part words that people mean to part: "resident" and "residence".
enum EnglishStemmer {
    /// The stem of a folded word; words with other characters than `a` to `z` come back unchanged.
    static func stem(_ word: String) -> String {
        var letters = StemLetters(word)
        guard letters.isStemmable, letters.count > 2 else { return word }
        stripPlural(&letters)
        stripPast(&letters)
        if letters.hasEnding("y"), letters.count > 2, !letters.letter(before: 1, isIn: "aeiou") {
            letters.drop(1)
            letters.append("i")
        }
        stripFinalE(&letters)
        return letters.text
    }

    private static func stripPlural(_ letters: inout StemLetters) {
        if letters.hasEnding("sses") || letters.hasEnding("ies") {
            letters.drop(2)
        } else if letters.hasEnding("s"), !letters.hasEnding("ss"), !letters.hasEnding("us"), letters.count > 3 {
            letters.drop(1)
        }
    }

    private static func stripPast(_ letters: inout StemLetters) {
        if letters.hasEnding("eed") {
            if measure(letters, dropping: 3) > 0 { letters.drop(1) }
            return
        }
        guard let ending = letters.longestEnding(of: ["ed", "ing"]), hasVowel(letters, dropping: ending.utf8.count)
        else { return }
        letters.drop(ending.utf8.count)
        if letters.hasEnding("at") || letters.hasEnding("bl") || letters.hasEnding("iz") {
            letters.append("e")
        } else if let last = letters[fromEnd: 1], last == letters[fromEnd: 2], !StemLetters.isIn("lszaeiou", last) {
            letters.drop(1)
        } else if measure(letters, dropping: 0) == 1, endsShort(letters) {
            letters.append("e")
        }
    }

    private static func stripFinalE(_ letters: inout StemLetters) {
        guard letters.hasEnding("e") else { return }
        var stem = letters
        stem.drop(1)
        let measure = measure(stem, dropping: 0)
        if measure > 1 || (measure == 1 && !endsShort(stem)) { letters = stem }
    }

    private static func hasVowel(_ letters: StemLetters, dropping count: Int) -> Bool {
        var stem = letters
        stem.drop(count)
        return stem.text.utf8.contains { StemLetters.isIn("aeiouy", $0) }
    }

    /// How often a consonant follows a vowel.
    private static func measure(_ letters: StemLetters, dropping count: Int) -> Int {
        var stem = letters
        stem.drop(count)
        var measure = 0
        var wasVowel = false
        for byte in stem.text.utf8 {
            let isVowel = StemLetters.isIn("aeiou", byte) || (byte == UInt8(ascii: "y") && !wasVowel)
            if wasVowel, !isVowel { measure += 1 }
            wasVowel = isVowel
        }
        return measure
    }

    /// Consonant, vowel, consonant, the last of them not w, x or y.
    private static func endsShort(_ letters: StemLetters) -> Bool {
        guard let last = letters[fromEnd: 1], let middle = letters[fromEnd: 2], let first = letters[fromEnd: 3] else {
            return false
        }
        return !StemLetters.isIn("aeiouwxy", last) && StemLetters.isIn("aeiouy", middle)
            && !StemLetters.isIn("aeiou", first)
    }
}
