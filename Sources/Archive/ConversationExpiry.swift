package import Dialogue

/// Deletes what has been kept long enough, in small portions, so that nobody waits long for the archive.
package struct ConversationExpiry: Sendable {
    private static let portion = 200
    private let archive: any ConversationArchive
    private let policy: RetentionPolicy

    package init(archive: any ConversationArchive, policy: RetentionPolicy) {
        self.archive = archive
        self.policy = policy
    }

    /// Deletes everything whose time is over at this moment, and what is left of it in the store's files.
    ///
    /// - Returns: How many conversations were deleted.
    package func run(at now: Timestamp) async throws -> Int {
        var total = 0
        for kind in Owner.Kind.allCases {
            let cutoff = policy.cutoff(kind, at: now)
            total += try await all { try await archive.expire([kind], before: cutoff, limit: $0) }
        }
        let yesterday = now.advanced(by: .zero - RetentionPolicy.unasked)
        total += try await all { try await archive.expireUnasked(before: yesterday, limit: $0) }
        try await archive.compact()
        return total
    }

    /// Deletes portion after portion, until one is not full.
    private func all(_ delete: (Int) async throws -> Int) async throws -> Int {
        var total = 0
        while true {
            let count = try await delete(Self.portion)
            total += count
            if count < Self.portion { return total }
        }
    }
}
