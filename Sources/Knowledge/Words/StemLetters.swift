/// The letters of a word while a stemmer cuts endings off.
struct StemLetters {
    private var bytes: [UInt8]

    init(_ word: String) {
        bytes = Array(word.utf8)
    }

    var count: Int { bytes.count }

    /// Whether the word is of the letters `a` to `z`, which all rules are about.
    var isStemmable: Bool {
        bytes.allSatisfy { (0x61...0x7A).contains($0) }
    }

    /// The word so far, protected letters restored.
    var text: String {
        String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }

    /// `u` and `y` between vowels become consonants, written as capitals.
    mutating func protectGlides() {
        guard bytes.count > 2 else { return }
        for index in 1..<(bytes.count - 1)
        where (bytes[index] == UInt8(ascii: "u") || bytes[index] == UInt8(ascii: "y"))
            && Self.isIn("aeiouy", bytes[index - 1]) && Self.isIn("aeiouy", bytes[index + 1])
        {
            bytes[index] -= 32
        }
    }

    /// Where Snowball's regions R1 and R2 begin: behind the first, and the second, consonant that follows a vowel.
    func regions(vowels: StaticString, minimum: Int) -> (first: Int, second: Int) {
        func next(from start: Int) -> Int {
            var index = start
            while index < bytes.count, !Self.isIn(vowels, bytes[index]) { index += 1 }
            while index < bytes.count, Self.isIn(vowels, bytes[index]) { index += 1 }
            return min(index + 1, bytes.count)
        }
        let first = next(from: 0)
        return (max(first, minimum), next(from: first))
    }

    func hasEnding(_ ending: String) -> Bool {
        var index = bytes.count - ending.utf8.count
        guard index >= 0 else { return false }
        for byte in ending.utf8 {
            guard bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }

    func longestEnding(of endings: [String]) -> String? {
        var longest: String?
        for ending in endings where ending.utf8.count > longest?.utf8.count ?? 0 && hasEnding(ending) {
            longest = ending
        }
        return longest
    }

    /// Whether the letter in front of the last `distance` letters is one of `letters`.
    func letter(before distance: Int, isIn letters: StaticString) -> Bool {
        let index = bytes.count - distance - 1
        return index >= 0 && Self.isIn(letters, bytes[index])
    }

    mutating func drop(_ count: Int) {
        bytes.removeLast(min(count, bytes.count))
    }

    mutating func append(_ letters: String) {
        bytes += Array(letters.utf8)
    }

    subscript(fromEnd distance: Int) -> UInt8? {
        let index = bytes.count - distance
        return bytes.indices.contains(index) ? bytes[index] : nil
    }

    static func isIn(_ letters: StaticString, _ byte: UInt8) -> Bool {
        letters.withUTF8Buffer { $0.contains(byte) }
    }
}
