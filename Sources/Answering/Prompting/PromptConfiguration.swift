/// How much a prompt may hold, in tokens as ``TokenEstimate`` counts them.
///
/// The instructions and the question are always sent. What they and the answer leave of the context is shared: excerpts
/// come first, the conversation gets the rest, each up to its own bound.
package struct PromptConfiguration: Sendable, Hashable {
    /// What the model can hold, prompt and answer together. Default 8192.
    package var contextTokens = 8192
    /// The most the answer may have; kept free in the context and sent along. Default 1024.
    package var maximumAnswerTokens = 1024
    /// The most that excerpts may take. Default 4096.
    package var maximumPassageTokens = 4096
    /// The most that earlier questions and answers may take. Default 2048.
    package var maximumHistoryTokens = 2048

    package init() {}
}
