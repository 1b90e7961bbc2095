/// How the archive on SQLite is opened.
package struct SQLiteArchiveConfiguration: Sendable, Hashable {
    /// How long to wait for a lock that somebody else holds; then the store counts as unavailable.
    package var busyTimeout: Duration = .seconds(2)
    /// How many reads run at once; further ones wait.
    package var maximumReaders = 4
    /// Writes that may wait; further ones fail as unavailable.
    package var maximumWaitingWrites = 4_096

    package init() {}
}
