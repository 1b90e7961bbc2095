package import Knowledge
package import LanguageModels

/// Makes the prompt of a question: instructions, what was said before, excerpts, the question.
///
/// Everything fits the budget: first the oldest utterances go, then the weakest passages; instructions and question
/// always stay. Retrieved text is framed so that it cannot pass for instructions. The same input gives the same
/// prompt.
package struct PromptComposer: Sendable {
    /// Changes whenever the wording of a prompt does; part of the key of cached answers.
    package static let promptVersion = "1"

    private let budget: PromptBudget

    package init(budget: PromptBudget = PromptBudget()) {
        self.budget = budget
    }

    /// Composes a prompt.
    ///
    /// Passages of one document share a number, in the order in which documents first appear; the numbers are the
    /// same as those of ``Prompt/excerpts``.
    ///
    /// - Parameters:
    ///   - question: The question; its length was checked when it came in.
    ///   - history: What was said before, oldest first.
    ///   - passages: What the search found, best first.
    ///   - language: The language to answer in, as an ISO 639-1 code.
    package func prompt(
        question: String, history: [Utterance] = [], passages: [Passage], language: String
    ) -> Prompt {
        let asked = ExcerptFrame.neutral(question, isOneLine: false)
        let fixed = TokenEstimate.tokens(in: asked) + instructionTokens(language) + 2 * TokenEstimate.perMessage
        let available = max(0, budget.contextSize - budget.answer - fixed)
        let excerpts = fitting(numbered(passages), in: min(budget.passages, available))
        let used = excerpts.reduce(0) { $0 + Self.cost(of: $1) }
        let utterances = latest(history, in: min(budget.history, available - used))
        let instructions = InstructionText.text(
            language: language, hasExcerpts: !excerpts.isEmpty, marker: ExcerptFrame.marker)
        let content = (excerpts.map(ExcerptFrame.framed) + [asked]).joined(separator: "\n\n")
        return Prompt(
            messages: [Prompt.Message(role: .system, text: instructions)] + utterances
                + [Prompt.Message(role: .user, text: content)],
            question: question, excerpts: excerpts, language: language, maximumAnswerTokens: budget.answer)
    }

    private func instructionTokens(_ language: String) -> Int {
        [true, false].map { hasExcerpts in
            TokenEstimate.tokens(
                in: InstructionText.text(language: language, hasExcerpts: hasExcerpts, marker: ExcerptFrame.marker))
        }.max() ?? 0
    }

    /// Documents are numbered from 1 in the order in which they first appear.
    private func numbered(_ passages: [Passage]) -> [Prompt.Excerpt] {
        var numbers: [String: Int] = [:]
        return passages.map { passage in
            let number = numbers[passage.documentID] ?? numbers.count + 1
            numbers[passage.documentID] = number
            return Prompt.Excerpt(
                number: number, title: passage.title, heading: passage.heading, url: passage.url, text: passage.text)
        }
    }

    /// The best that fit: a passage that does not is left out whole, and with it all weaker ones.
    private func fitting(_ excerpts: [Prompt.Excerpt], in tokens: Int) -> [Prompt.Excerpt] {
        var room = tokens
        return Array(
            excerpts.prefix { excerpt in
                room -= Self.cost(of: excerpt)
                return room >= 0
            })
    }

    /// An excerpt in its frame, and the empty line behind it.
    private static func cost(of excerpt: Prompt.Excerpt) -> Int {
        TokenEstimate.tokens(in: ExcerptFrame.framed(excerpt)) + 1
    }

    /// The latest that fit, whole, beginning with a question: an answer without its question would confuse.
    private func latest(_ history: [Utterance], in tokens: Int) -> [Prompt.Message] {
        var room = tokens
        let said = history.filter { $0.role != .system }.map { utterance in
            Prompt.Message(role: utterance.role, text: ExcerptFrame.neutral(utterance.text, isOneLine: false))
        }
        let fitting = said.reversed().prefix { message in
            room -= TokenEstimate.tokens(in: message.text) + TokenEstimate.perMessage
            return room >= 0
        }
        return Array(fitting.reversed().drop { $0.role == .assistant })
    }
}
