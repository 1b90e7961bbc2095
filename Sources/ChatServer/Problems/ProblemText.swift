internal import Dialogue

/// A problem in a person's words: what it is, and what to do now.
struct ProblemText {
    /// What happened, as a short phrase.
    let title: String
    /// What the person can do now, as a sentence.
    let whatNow: String

    /// Both, as the one sentence of the simple dialect.
    var sentence: String { "\(title). \(whatNow)" }

    init(_ problem: Problem, language: Language) {
        let words =
            switch language {
            case .german: GermanProblems.words(for: problem.code)
            case .english: EnglishProblems.words(for: problem.code)
            }
        title = words.title
        whatNow = problem.field.map { "\(words.whatNow) (\($0))" } ?? words.whatNow
    }
}
