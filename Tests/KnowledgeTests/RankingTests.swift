import Testing

@testable import Knowledge

@Suite("Ranking passages")
struct RankingTests {
    private func plan(_ query: String) -> QueryPlan {
        let words = ["pass", "gebuhr", "antrag"]
        let vocabulary = Vocabulary(words: words, stems: words.map { ($0, 2) }, passages: 100)
        return QueryPlan(QueryAnalysis(query, language: "de"), vocabulary: vocabulary, synonyms: Synonyms())
    }

    @Test("A passage gains by what its document says elsewhere")
    func document() {
        var ranking = PassageRanking(plan("Pass Gebühr"))
        ranking.add(passage: 1, document: 1, concept: 0, strength: .exact, frequency: 1.0)
        ranking.add(passage: 2, document: 1, concept: 1, strength: .exact, frequency: 1.0)
        ranking.add(passage: 3, document: 2, concept: 1, strength: .exact, frequency: 1.167)
        #expect(ranking.best(3, of: Catalogue()).last?.document == 2)
    }

    @Test("A document gives four passages at the most")
    func diversity() {
        var ranking = PassageRanking(plan("Pass"))
        for passage in 1...9 {
            ranking.add(passage: Int64(passage), document: 1, concept: 0, strength: .exact, frequency: 1.667)
        }
        ranking.add(passage: 10, document: 2, concept: 0, strength: .exact, frequency: 0.667)
        #expect(ranking.best(10, of: Catalogue()).map(\.document) == [1, 1, 1, 1, 2])
    }

    @Test("The question's language and a matching title come first")
    func traits() {
        var catalogue = Catalogue()
        catalogue.add(1, language: "en", titleStems: "passport")
        catalogue.add(2, language: "de", titleStems: "reis")
        catalogue.add(3, language: "de", titleStems: "pass")
        var ranking = PassageRanking(plan("Pass"))
        for document in 1...3 {
            ranking.add(
                passage: Int64(document), document: Int64(document), concept: 0, strength: .exact, frequency: 1.0)
        }
        #expect(ranking.best(3, of: catalogue).map(\.document) == [3, 2, 1])
    }

    @Test("Whoever names a document's matter gets it from its beginning; a detail asked for still comes first")
    func lead() {
        var catalogue = Catalogue()
        catalogue.add(1, language: "de", titleStems: "pass")
        for document in 2...20 { catalogue.add(Int64(document), language: "de", titleStems: "hund") }
        for place in 0..<4 { catalogue.add(passage: Int64(place + 1), place: place) }
        var bare = PassageRanking(plan("Pass"))
        for (passage, frequency) in [(1, 0.2), (2, 0.2), (3, 0.22), (4, 0.25)] {
            bare.add(passage: Int64(passage), document: 1, concept: 0, strength: .exact, frequency: frequency)
        }
        #expect(bare.best(4, of: catalogue).map(\.passage) == [1, 2, 3, 4])
        var detailed = PassageRanking(plan("Pass Gebühr"))
        for passage in 1...4 {
            detailed.add(passage: Int64(passage), document: 1, concept: 0, strength: .exact, frequency: 0.2)
        }
        detailed.add(passage: 4, document: 1, concept: 1, strength: .exact, frequency: 2)
        #expect(detailed.best(1, of: catalogue).map(\.passage) == [4])
    }

    @Test("A weaker match of the same concept adds nothing, and equal scores keep the documents' order")
    func stable() {
        var ranking = PassageRanking(plan("Pass"))
        ranking.add(passage: 2, document: 2, concept: 0, strength: .exact, frequency: 1.0)
        ranking.add(passage: 1, document: 1, concept: 0, strength: .exact, frequency: 1.0)
        ranking.add(passage: 1, document: 1, concept: 0, strength: .loose, frequency: 1.0)
        let best = ranking.best(2, of: Catalogue())
        #expect(best.map(\.passage) == [1, 2])
        #expect(best.first?.score == best.last?.score)
    }

    @Test("Passages far below the best are left out")
    func floor() {
        var ranking = PassageRanking(plan("Pass"))
        ranking.add(passage: 1, document: 1, concept: 0, strength: .exact, frequency: 2.0)
        ranking.add(passage: 2, document: 2, concept: 0, strength: .exact, frequency: 0.003)
        #expect(ranking.best(5, of: Catalogue()).map(\.passage) == [1])
    }
}
