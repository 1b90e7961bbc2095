package import Dialogue
package import Knowledge
package import LanguageModels

/// Puts a question, what was said before and what was found into one prompt that fits the model.
///
/// One system message holds the instructions and the excerpts; the conversation follows; the last message is the
/// question as it was asked. When not everything fits, the oldest of the conversation is left out first, then the
/// weakest passages. A question too long for any model is refused before it comes here.
///
/// Instructions found in passages are data: they stand between tags that no passage can contain, and the model is
/// told so.
package struct PromptComposer: Sendable {
    private let configuration: PromptConfiguration

    /// Names the instructions; changes whenever a word of them does, so it belongs in the key of any kept answer.
    package static let promptVersion = fingerprint(
        [Instructions.german, Instructions.english].flatMap {
            [$0.grounded, $0.reminder, $0.ungrounded, $0.plain, $0.continuation]
        }
            + [ExcerptBlock.opening, ExcerptBlock.closing])

    package init(configuration: PromptConfiguration = PromptConfiguration()) {
        self.configuration = configuration
    }

    /// Composes a prompt of at most `contextTokens - maximumAnswerTokens` estimated tokens, as long as instructions and
    /// question alone leave room.
    ///
    /// - Parameters:
    ///   - history: Earlier questions and answers, oldest first. Only questions that were answered are sent, since many
    ///     models insist that the two take turns; messages of any other role are not.
    ///   - passages: Best first. The prompt's excerpts are the first of them, whole and in this order; only if the very
    ///     first is too long by itself is it cut, after a line.
    ///   - language: The language to answer in, as a BCP 47 tag.
    ///   - style: How the answer is to be written.
    package func compose(
        question: String,
        history: [Prompt.Message],
        passages: [Passage],
        language: String,
        style: AnswerStyle = .standard
    ) -> Prompt {
        let instructions = Instructions.inLanguage(language)
        var room = configuration.contextTokens - configuration.maximumAnswerTokens
        room -= TokenEstimate.tokens(in: question) + TokenEstimate.perMessage
        let manner = style == .plain ? "\n\n" + instructions.plain : ""
        var system = instructions.ungrounded + manner
        var excerpts: [Prompt.Excerpt] = []
        if !passages.isEmpty {
            let frame = Frame(instructions, manner: manner)
            let budget = min(configuration.maximumPassageTokens, room - frame.tokens)
            let chosen = ChosenExcerpts(passages, tokens: budget)
            if !chosen.excerpts.isEmpty {
                excerpts = chosen.excerpts
                system = frame.text(around: chosen.text)
            }
        }
        room -= TokenEstimate.tokens(in: system) + TokenEstimate.perMessage
        var messages = [Prompt.Message(role: .system, text: system)]
        if !history.isEmpty {
            messages += recent(history, tokens: min(configuration.maximumHistoryTokens, room))
        }
        messages.append(Prompt.Message(role: .user, text: question))
        return Prompt(
            messages: messages,
            question: question,
            excerpts: excerpts,
            language: language,
            maximumAnswerTokens: configuration.maximumAnswerTokens)
    }

    /// The newest answered questions with their answers, as many as fit without a gap.
    private func recent(_ history: [Prompt.Message], tokens: Int) -> [Prompt.Message] {
        var room = tokens
        var newestFirst: [Prompt.Message] = []
        var index = history.count - 1
        while index > 0 {
            let answer = history[index]
            let question = history[index - 1]
            guard answer.role == .assistant, question.role == .user else {
                index -= 1
                continue
            }
            room -= TokenEstimate.tokens(in: [question, answer])
            guard room >= 0 else { break }
            newestFirst += [answer, question]
            index -= 2
        }
        return newestFirst.reversed()
    }

    /// FNV-1a, 64 bits, over the texts with a byte between them that UTF-8 never has.
    static func fingerprint(_ texts: [String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for text in texts {
            for byte in Array(text.utf8) + [0xFF] {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// What stands around the excerpts in the system message.
private struct Frame {
    let before: String
    let after: String

    init(_ instructions: Instructions, manner: String) {
        before = instructions.grounded + manner + "\n\n" + ExcerptBlock.opening
        after = ExcerptBlock.closing + "\n\n" + instructions.reminder
    }

    /// The estimate for the frame as a message of its own. Estimates round up, so parts never count less than the
    /// whole.
    var tokens: Int {
        TokenEstimate.tokens(inBytes: before.utf8.count + after.utf8.count) + TokenEstimate.perMessage
    }

    func text(around excerpts: String) -> String {
        before + excerpts + after
    }
}
