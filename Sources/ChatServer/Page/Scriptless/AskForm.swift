internal import Dialogue

/// The field in which a question is written, with its button.
struct AskForm: Sendable {
    let words: ScriptlessWords
    let action: String
    let label: String
    /// What is in the field already: what could not be sent, or what is to be edited.
    var text = ""
    /// Whether what could not be sent is this text.
    var isRefused = false
    /// How the answer is to be written.
    let style: AnswerStyle
    /// What it sends along, such as the name of this request.
    let fields: [(name: String, value: String)]

    var html: HTML {
        let hidden = fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        let refusal: HTML? = isRefused ? " aria-invalid=\"true\" aria-describedby=\"mistake\"" : nil
        let checked: HTML? = style == .plain ? " checked" : nil
        // What follows the tag's first line break belongs to the text.
        return """
            <form class="ask" method="post" action="\(action)" id="ask">\(hidden)
            <label for="question">\(label)</label>
            <textarea id="question" name="q" rows="3" required\(refusal)>
            \(text)</textarea>
            <p class="style"><input type="checkbox" name="style" value="plain" id="style"\(checked)>
            <label for="style">\(words.plainLanguage)</label></p>
            <button type="submit" class="button main">\(words.send)</button>
            </form>

            """
    }
}
