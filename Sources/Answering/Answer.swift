package import Dialogue

/// How an answer ended; its text went out as events.
package struct Answer: Sendable, Hashable {
    package var finish: Finish
    package var usage: TokenUsage?
    /// When a model wrote it, where it is given again.
    package var cachedAt: Timestamp?
    /// Under which it may be given again, if it is whole and unflagged.
    package var key: AnswerKey?

    package init(finish: Finish, usage: TokenUsage? = nil, cachedAt: Timestamp? = nil, key: AnswerKey? = nil) {
        self.finish = finish
        self.usage = usage
        self.cachedAt = cachedAt
        self.key = key
    }
}
