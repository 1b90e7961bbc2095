/// The titles and languages of all documents of an index, and the places of their passages.
package struct Catalogue: Sendable {
    private struct Entry {
        let language: String?
        let titleStems: Set<String>
    }

    private var entries: [Int64: Entry] = [:]
    private var documentsByStem: [String: [Int64]] = [:]
    private var places: [Int64: Int] = [:]

    package init() {}

    /// Adds a document; `titleStems` are parted by spaces.
    package mutating func add(_ document: Int64, language: String?, titleStems: String) {
        let stems = Set(titleStems.split(separator: " ").map(String.init))
        entries[document] = Entry(language: language, titleStems: stems)
        for stem in stems { documentsByStem[stem, default: []].append(document) }
    }

    /// Adds a passage's place in its document, from 0.
    package mutating func add(passage: Int64, place: Int) {
        places[passage] = place
    }

    /// A passage's place in its document, from 0; nil if it is not known.
    func place(of passage: Int64) -> Int? {
        places[passage]
    }

    func language(of document: Int64) -> String? {
        entries[document]?.language
    }

    /// The documents whose titles have a concept, with a weight by how few titles have it.
    func titleMatches(of concept: QueryPlan.Concept) -> [Int64: Double] {
        var matches: [Int64: Double] = [:]
        for strength in QueryPlan.Strength.allCases {
            var found: Set<Int64> = []
            for phrase in concept.phrases[strength] ?? [] { found.formUnion(documents(with: phrase)) }
            let rarity = Rarity.weight(of: found.count, among: entries.count)
            for document in found where matches[document] == nil {
                matches[document] = concept.importance * strength.weight * rarity
            }
        }
        return matches
    }

    /// Which part of a document's title was asked for, from 0 to 1.
    func titleShare(of document: Int64, _ stems: Set<String>) -> Double {
        guard let title = entries[document]?.titleStems, !title.isEmpty else { return 0 }
        return Double(title.intersection(stems).count) / Double(title.count)
    }

    private func documents(with phrase: [String]) -> Set<Int64> {
        guard let first = phrase.first else { return [] }
        var found = Set(documentsByStem[first] ?? [])
        for stem in phrase.dropFirst() { found.formIntersection(documentsByStem[stem] ?? []) }
        return found
    }
}
