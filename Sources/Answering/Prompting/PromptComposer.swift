internal import Knowledge
internal import LanguageModels
package struct PromptComposer: Sendable {
    package init() {}
    func compose(question: String, history: [Prompt.Message], passages: [Passage], language: String) -> Prompt {
        Prompt(messages: [.init(role: .user, text: question)], question: question)
    }
}
