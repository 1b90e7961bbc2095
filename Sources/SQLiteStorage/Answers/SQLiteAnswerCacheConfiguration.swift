/// The bounds of the answer cache.
package struct SQLiteAnswerCacheConfiguration: Sendable, Hashable {
    /// Answers that are kept; the oldest goes first.
    package var maximumEntries = 10_000
    /// How long an answer is given again.
    package var maximumAge: Duration = .seconds(24 * 3_600)

    package init() {}
}
