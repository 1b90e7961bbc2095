import KayaTesting
import Knowledge
import LanguageModels
import Testing

@testable import Answering

@Suite("A prompt's budget")
struct PromptComposerBudgetTests {
    struct Case {
        var configuration = PromptConfiguration()
        var passages: [Passage]
        var history: [Prompt.Message]

        init(seed: UInt64) {
            var generator = SeededGenerator(seed: seed)
            func words(_ most: Int) -> String {
                (0...Int.random(in: 0...most, using: &generator)).map { "Wört\($0)." }.joined(separator: " ")
            }
            configuration.contextTokens = .random(in: 1500...9000, using: &generator)
            configuration.maximumAnswerTokens = .random(in: 50...400, using: &generator)
            configuration.maximumPassageTokens = .random(in: 0...5000, using: &generator)
            configuration.maximumHistoryTokens = .random(in: 0...3000, using: &generator)
            passages = (0..<Int.random(in: 0...8, using: &generator)).map { number in
                let lines = (0...Int.random(in: 0...5, using: &generator)).map { _ in words(100) }
                return Passage(documentID: "\(number)", title: "Titel \(number)", text: lines.joined(separator: "\n\n"))
            }
            history = (0..<Int.random(in: 0...6, using: &generator)).flatMap { number in
                [
                    Prompt.Message(role: .user, text: "Frage \(number) \(words(50))"),
                    Prompt.Message(role: .assistant, text: "Antwort \(number) \(words(300))"),
                ]
            }
        }

        var prompt: Prompt {
            PromptComposer(configuration: configuration)
                .compose(question: "Was nun?", history: history, passages: passages, language: "de")
        }
    }

    @Test("Whatever is put in, the estimate leaves the answer its room", arguments: 0..<400 as Range<UInt64>)
    func fits(seed: UInt64) {
        let input = Case(seed: seed)
        let tokens = TokenEstimate.tokens(in: input.prompt.messages)
        #expect(tokens <= input.configuration.contextTokens - input.configuration.maximumAnswerTokens)
    }

    @Test(
        "Excerpts are the best passages, whole; only the first may be cut, after a line",
        arguments: 0..<400 as Range<UInt64>)
    func wholePassages(seed: UInt64) {
        let input = Case(seed: seed)
        let excerpts = input.prompt.excerpts
        #expect(excerpts.map(\.number) == Array(1..<(excerpts.count + 1)))
        for (offset, excerpt) in excerpts.enumerated() {
            let text = input.passages[offset].text
            #expect(excerpt.text == text || (offset == 0 && text.hasPrefix(excerpt.text + "\n")))
        }
        #expect(excerpts.first?.text == input.passages.first?.text || excerpts.count <= 1)
    }

    @Test("The conversation that is sent is its newest part, without a gap", arguments: 0..<400 as Range<UInt64>)
    func newestHistory(seed: UInt64) {
        let input = Case(seed: seed)
        let sent = Array(input.prompt.messages.dropFirst().dropLast())
        #expect(sent == Array(input.history.suffix(sent.count)))
        #expect(sent.count.isMultiple(of: 2))
        #expect(TokenEstimate.tokens(in: sent) <= input.configuration.maximumHistoryTokens)
    }

    @Test("The oldest of the conversation goes before the weakest passage")
    func historyGoesFirst() {
        let passage = Passage(documentID: "a", title: "A", text: String(repeating: "Satz eins. ", count: 40))
        let history = (1...4).flatMap { number in
            [
                Prompt.Message(role: .user, text: "Frage \(number)"),
                Prompt.Message(role: .assistant, text: String(repeating: "Antwort \(number). ", count: 20)),
            ]
        }
        var configuration = PromptConfiguration()
        var kept: [(history: Int, excerpts: Int)] = []
        for context in stride(from: 8192, to: 1500, by: -50) {
            configuration.contextTokens = context
            let prompt = PromptComposer(configuration: configuration)
                .compose(question: "?", history: history, passages: [passage, passage, passage], language: "de")
            kept.append((prompt.messages.count - 2, prompt.excerpts.count))
        }
        #expect(kept.first?.history == 8)
        #expect(kept.first?.excerpts == 3)
        #expect(kept.last?.excerpts ?? 3 < 3)
        for (history, excerpts) in kept where 1...2 ~= excerpts {
            #expect(history <= 2, "Less room than a passage is left, and a turn takes more than half of that")
        }
        #expect(kept.contains { $0.history < 8 && $0.excerpts == 3 })
    }

    @Test("A first passage that is too long is cut after a line; one long line is left out")
    func tooLong() {
        let line = String(repeating: "Ein ganzer Satz. ", count: 50)
        var configuration = PromptConfiguration()
        configuration.maximumPassageTokens = 1000
        let composer = PromptComposer(configuration: configuration)
        func excerpts(_ text: String) -> [String] {
            composer.compose(
                question: "?", history: [], passages: [Passage(documentID: "a", title: "A", text: text)], language: "de"
            ).excerpts.map(\.text)
        }
        #expect(excerpts([line, line, line, line].joined(separator: "\n")) == [[line, line].joined(separator: "\n")])
        #expect(excerpts(String(repeating: line, count: 4)) == [])
    }

    @Test(
        "The estimate counts two bytes a token, rounded up",
        arguments: [("", 0), ("a", 1), ("ab", 1), ("ü", 1), ("🙂", 2)])
    func estimate(text: String, tokens: Int) {
        #expect(TokenEstimate.tokens(in: text) == tokens)
    }
}
