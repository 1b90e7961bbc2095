internal import Dialogue

/// The fields in which somebody says who they are.
struct LoginForm: Sendable {
    let words: ScriptlessWords
    /// What was not let in; it stays in its field.
    var name = ""
    /// Whether that name or its password was wrong.
    var isRefused = false
    /// What it sends along: where to go on, and the question that could not be sent.
    let fields: [(name: String, value: String)]

    var html: HTML {
        let refusal: HTML? = isRefused ? " aria-invalid=\"true\" aria-describedby=\"mistake\"" : nil
        return """
            <div class="login">
            \(PostForm(action: "/login", label: words.logIn, fields: fields, look: "button main", content: inputs(refusal)).html)\
            </div>

            """
    }

    private func inputs(_ refusal: HTML?) -> HTML {
        """

        <label for="name">\(words.accountName)</label>
        <input id="name" name="name" value="\(name)" autocomplete="username" required\(refusal)>
        <label for="password">\(words.password)</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required\(refusal)>

        """
    }
}
