internal import Markdown

/// An answer as HTML: formatted, and whatever anybody wrote, nothing in it runs or is loaded.
struct AnswerHTML: Sendable {
    let text: String

    init(_ answer: String) {
        do {
            let tree = try MarkdownTree(markdown: Array(answer.utf8), options: Self.options)
            text = String(decoding: HTMLWriter().html(tree), as: UTF8.self)
        } catch {
            // A mistake in the parser shall cost nobody the answer.
            text = "<p class=\"words\">\(HTML.escaped(answer))</p>\n"
        }
    }

    /// How answers are read: below their own heading, and with marks that name the sources listed beside them.
    private static let options = {
        var options = MarkdownOptions()
        options.headingStart = 4
        options.hasSourceMarks = true
        return options
    }()
}
