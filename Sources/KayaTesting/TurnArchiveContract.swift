package import Archive
package import Dialogue

/// What every ``TurnArchive`` promises, as checks that a store's tests run.
///
/// ```swift
/// @Test("The archive keeps its contract", arguments: TurnArchiveContract.allCases)
/// func contract(_ clause: TurnArchiveContract) async throws {
///     #expect(try await clause.isKept(by: SQLiteTurnArchive(…)))
/// }
/// ```
package enum TurnArchiveContract: String, CaseIterable, Sendable {
    case beganTurnsAreRunning = "A turn that has begun is there and running"
    case endingsAreKept = "A finished turn keeps its result and sources, to the last byte"
    case failuresAreKept = "A failed turn keeps its problem and its partial text"
    case firstEndingWins = "A turn that has ended keeps its first ending"
    case unknownTurnsAreNone = "An unknown turn is none, and ending it makes none"
    case turnsAreSeparate = "Turns do not touch each other, also when they end at once"

    /// Whether an archive without turns keeps this clause.
    ///
    /// - Parameter place: Where the archive keeps turns; a conversation that it has.
    package func isKept(by archive: any TurnArchive, in place: TurnPlace? = nil) async throws -> Bool {
        let id = TurnID(high: 1, low: 2)
        let sources = [Source(number: 1, title: "Zulassung \u{0} \u{1F697}", heading: "Gebühren", document: "kfz.md")]
        let result = TurnResult(
            finish: .length, fullText: "Zeile 1\r\nZeile 2 „äöüß“ \u{2028}\u{0}",
            usage: TokenUsage(promptTokens: 3, completionTokens: 5))
        let problem = Problem(.upstreamTimeout, retryAfter: 7, field: "f", detail: "idle")
        let begun = StoredTurn(id: id, question: "Wie? „\u{0}“", place: place)
        switch self {
        case .beganTurnsAreRunning:
            try await archive.begin(begun)
            return try await archive.turn(id, for: place?.owner) == begun
        case .endingsAreKept:
            try await archive.begin(begun)
            try await archive.finish(id, in: place, sources: sources, state: .finished(result))
            return try await archive.turn(id, for: place?.owner)
                == StoredTurn(
                    id: id, question: begun.question, sources: sources, state: .finished(result), place: place)
        case .failuresAreKept:
            try await archive.begin(begun)
            try await archive.finish(id, in: place, sources: [], state: .failed(problem, partialText: "bis hier"))
            return try await archive.turn(id, for: place?.owner)?.state == .failed(problem, partialText: "bis hier")
        case .firstEndingWins:
            try await archive.begin(begun)
            try await archive.finish(id, in: place, sources: sources, state: .finished(result))
            try await archive.finish(id, in: place, sources: [], state: .failed(problem, partialText: ""))
            return try await archive.turn(id, for: place?.owner)?.state == .finished(result)
        case .unknownTurnsAreNone:
            try await archive.finish(id, in: place, sources: [], state: .finished(result))
            return try await archive.turn(id, for: place?.owner) == nil
        case .turnsAreSeparate:
            return try await endsTurnsAtOnce(in: archive, place)
        }
    }

    private func endsTurnsAtOnce(in archive: any TurnArchive, _ place: TurnPlace?) async throws -> Bool {
        let ids = (1...50).map { TurnID(high: 0, low: $0) }
        for id in ids { try await archive.begin(StoredTurn(id: id, question: "\(id)", place: place)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in ids {
                group.addTask {
                    let result = TurnResult(finish: .stop, fullText: "\(id)")
                    try await archive.finish(id, in: place, sources: [], state: .finished(result))
                }
            }
            try await group.waitForAll()
        }
        for id in ids {
            let expected = StoredTurn.State.finished(TurnResult(finish: .stop, fullText: "\(id)"))
            guard try await archive.turn(id, for: place?.owner)?.state == expected else { return false }
        }
        return true
    }
}
