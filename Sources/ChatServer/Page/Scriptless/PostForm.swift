internal import Dialogue

/// A form that does one thing to a conversation when its button is pressed.
struct PostForm: Sendable {
    let action: String
    let label: String
    /// What it sends along.
    var fields: [(name: String, value: String)] = []
    /// The looks of its button, as the page's style sheets name them.
    var look = "button"
    /// What stands before the button.
    var content: HTML = ""

    var html: HTML {
        let hidden = fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        return """
            <form method="post" action="\(action)">\(hidden)\(content)\
            <button type="submit" class="\(look)">\(label)</button></form>

            """
    }
}
