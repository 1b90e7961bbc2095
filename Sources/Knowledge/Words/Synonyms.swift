import Yams

/// Groups of words and phrases that people use for the same thing.
package struct Synonyms: Sendable {
    /// A word or a phrase of up to three words, folded.
    package typealias Phrase = [String]

    /// More groups than this are not read from a file.
    package static let maximumGroups = 10_000
    static let maximumPhrase = 3

    private var groups: [[Phrase]] = []
    /// The stems of every phrase, joined by spaces, and the groups it is in.
    private var groupsByKey: [String: Set<Int>] = [:]
    private var words: Set<String> = []

    package init(groups: [[String]] = []) {
        for group in groups { add(group) }
    }

    /// These synonyms and those of a text, with a sentence for everything in the text that was ignored.
    ///
    /// The text is YAML: a list of lists of words, each of which mean the same.
    package func adding(yaml: String) -> (Synonyms, remarks: [String]) {
        var result = self
        let node: Node?
        do {
            node = try Yams.compose(yaml: yaml)
        } catch {
            return (self, ["The synonyms are not valid YAML and were ignored."])
        }
        guard let node else { return (self, []) }
        guard let lists = node.sequence else {
            return (self, ["The synonyms are not a list of lists and were ignored."])
        }
        var remarks: [String] = []
        for (position, list) in lists.prefix(Self.maximumGroups).enumerated() {
            let members = list.sequence?.compactMap { $0.scalar?.string } ?? []
            if members.count < 2 { remarks.append("Entry \(position + 1) is not a list of two words or more.") }
            result.add(members)
        }
        if lists.count > Self.maximumGroups {
            remarks.append("Only the first \(Self.maximumGroups) entries were read.")
        }
        return (result, remarks)
    }

    /// Other ways to say what these stems say; each phrase once, never more than 24.
    func phrases(for stems: [[String]]) -> [Phrase] {
        var found: [Phrase] = []
        for key in Self.keys(stems) {
            for group in groupsByKey[key, default: []].sorted() {
                for phrase in groups[group] where !found.contains(phrase) && found.count < 24 { found.append(phrase) }
            }
        }
        return found
    }

    /// Whether a folded word is, on its own, a synonym of something.
    func contains(word: String) -> Bool {
        words.contains(word)
    }

    /// All words of the groups, for spelling.
    package var allWords: Set<String> { words }

    private mutating func add(_ group: [String]) {
        let phrases = group.map { member in
            member.split(whereSeparator: \.isWhitespace)
                .compactMap { part in WordReader.words(in: String(part)).last.map(WordFolding.withoutDigraphs) }
        }.filter { (1...Self.maximumPhrase).contains($0.count) }
        guard phrases.count > 1 else { return }
        groups.append(phrases)
        for phrase in phrases {
            let stems = phrase.map { WordStem.stems(folded: $0, first: .german) }
            for key in Self.keys(stems) { groupsByKey[key, default: []].insert(groups.count - 1) }
            if phrase.count == 1 { words.formUnion(phrase) }
        }
    }

    /// The stems' combinations by language: all German, all English.
    private static func keys(_ stems: [[String]]) -> Set<String> {
        let first = stems.compactMap(\.first)
        let last = stems.compactMap(\.last)
        return [first.joined(separator: " "), last.joined(separator: " ")]
    }
}
