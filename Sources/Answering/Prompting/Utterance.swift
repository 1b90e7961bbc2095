package import LanguageModels

/// Something that was said earlier in the conversation.
package struct Utterance: Sendable, Hashable {
    /// Who said it; `user` or `assistant`.
    package var role: Prompt.Role
    package var text: String

    package init(role: Prompt.Role, text: String) {
        self.role = role
        self.text = text
    }
}
