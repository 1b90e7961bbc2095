package import Dialogue

/// How an answer ended; its text went out as events.
package struct Answer: Sendable, Hashable {
    package var finish: Finish
    package var usage: TokenUsage?

    package init(finish: Finish, usage: TokenUsage? = nil) {
        self.finish = finish
        self.usage = usage
    }
}
