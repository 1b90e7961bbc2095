package import Dialogue
internal import Foundation
package import Knowledge

/// Everything that decides an answer to a question without history: equal keys, equal answers. Never a person.
package struct AnswerKey: Sendable, Hashable {
    /// The parts, joined by a byte that none of them has.
    package let text: String

    /// The key of a question.
    ///
    /// - Parameters:
    ///   - question: As it was asked; white space, case, Unicode form and closing punctuation make no difference.
    ///   - knowledge: What the answer rests on.
    ///   - model: The model that is asked first.
    ///   - language: The language of the answer.
    ///   - style: How the answer is written.
    package init(
        question: String, knowledge: KnowledgeVersion, model: String, language: String, style: AnswerStyle = .standard
    ) {
        text = [
            Self.normalised(question), knowledge.rawValue, PromptComposer.promptVersion, model, language,
            style.rawValue,
        ].joined(separator: "\u{0}")
    }

    /// A question as it is compared.
    static func normalised(_ question: String) -> String {
        let words = question.replacing("\u{0}", with: " ").split(whereSeparator: \.isWhitespace)
        var text = Substring(words.joined(separator: " ").precomposedStringWithCanonicalMapping.lowercased())
        while let last = text.last, "?!. ".contains(last) { text.removeLast() }
        return String(text)
    }
}
