/// What a credential may be used for; a login may do all of it, an API key what it was made for.
///
/// A scope only narrows: it never lets anybody do what their ``Role`` does not.
package enum Scope: String, Sendable, Hashable, CaseIterable {
    /// Ask questions and stop answers.
    case ask
    /// Read answers and conversations.
    case read
    /// Say whether an answer helped.
    case feedback
    /// Make, list and revoke the account's API keys.
    case manage
    /// See how an answer came about: its times, its attempts, its models. Never more of anybody's words.
    case debug

    /// Everything.
    package static let everything = Set(allCases)
}
