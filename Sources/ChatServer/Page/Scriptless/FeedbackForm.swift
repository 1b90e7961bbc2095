internal import Dialogue

/// What a reader thinks of an answer: to say, or as it was said, to take back.
struct FeedbackForm: Sendable {
    let words: ScriptlessWords
    /// What is sent along: which turn.
    let fields: [(name: String, value: String)]
    let action: String
    let turn: ShownTurn

    var html: HTML {
        guard let feedback = turn.feedback else {
            return """
                <div class="actions">
                \(form(words.helpful, "up"))<details>
                <summary class="button">\(words.notHelpful)</summary>
                \(reasons)</details>
                </div>

                """
        }
        let said = feedback.rating == .up ? words.wasHelpful : words.wasNotHelpful
        let reason: HTML? = feedback.reason.map { " \(words.reason($0))." }
        let comment: HTML? = feedback.comment.map { "<p class=\"words quiet\">\($0)</p>\n" }
        return """
            <div class="actions"><p>\(said)\(reason)</p>
            \(comment)\(form(words.takeBack, "none"))</div>

            """
    }

    private func form(_ label: String, _ rating: String) -> HTML {
        PostForm(action: action, label: label, fields: fields + [(name: "rating", value: rating)]).html
    }

    private var reasons: HTML {
        let name = "reason-\(turn.id)"
        let choices = Feedback.Reason.allCases.map { reason in
            """
            <label><input type="radio" name="reason" value="\(reason.rawValue)"> \(words.reason(reason))</label>

            """ as HTML
        }
        return PostForm(
            action: action, label: words.sendFeedback, fields: fields + [(name: "rating", value: "down")],
            content: """

                <fieldset>
                <legend>\(words.whatWasWrong)</legend>
                \(choices)</fieldset>
                <label for="\(name)">\(words.comment)</label>
                <textarea id="\(name)" name="comment" rows="2" aria-describedby="\(name)-hint"></textarea>
                <p class="quiet" id="\(name)-hint">\(words.noPersonal)</p>

                """
        ).html
    }
}
