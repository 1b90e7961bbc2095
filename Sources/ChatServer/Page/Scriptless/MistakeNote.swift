internal import Dialogue

/// What went wrong, in words, above what it went wrong with.
struct MistakeNote: Sendable {
    let words: ScriptlessWords
    let problem: Problem
    /// The text that was sent.
    var text: String?
    /// Characters of a question.
    let maximum: Int

    var html: HTML {
        let kept: HTML? = text?.isEmpty == false && !isAboutLength ? "<p>\(words.keptText)</p>\n" : nil
        let field: HTML? = text == nil ? nil : "<p><a href=\"#question\">\(words.toField)</a></p>\n"
        return """
            <div class="mistake" id="mistake" role="alert">
            <h2>\(words.mistake)</h2>
            <p>\(sentence)</p>
            \(kept)\(field)</div>

            """
    }

    private var isAboutLength: Bool { problem.code == .tooLarge && problem.field == "q" }

    private var sentence: String {
        switch (problem.code, problem.field) {
        case (.tooLarge, "q"): return words.tooLong(text?.count ?? 0, maximum)
        case (.invalidField, "q"): return words.emptyQuestion
        default: break
        }
        // The field's name is for programs.
        var problem = problem
        problem.field = nil
        return ProblemText(problem, language: words.language).sentence
    }
}
