internal import Archive
internal import Dialogue
internal import Turns

/// Asking within a conversation, and saying what one thinks of an answer, whichever way it comes.
struct ConversationIntake: Sendable {
    let archive: any ConversationArchive
    let intake: TurnIntake
    let limits: ServerLimits

    /// Begins a turn, or finds the one that the same request began.
    /// - Throws: ``Problem``.
    func begin(_ draft: TurnDraft) async throws -> TurnLookup.Found {
        try await ArchiveAccess.run { try await found(draft) }
    }

    private func found(_ draft: TurnDraft) async throws -> TurnLookup.Found {
        let place = draft.place
        if let requestID = draft.requestID,
            let earlier = try await archive.turn(
                ofRequest: requestID, in: place.conversation, owner: place.owner)
        {
            guard draft.isSame(as: earlier) else { throw Problem(.duplicateRequest) }
            return try await TurnLookup(intake: intake, owner: place.owner).find(earlier.id)
        }
        let turns = try await archive.turns(
            of: place.conversation, owner: place.owner, before: place.relation?.turn, limit: limits.historyTurns)
        guard let turns else { throw Problem(.notFound) }
        let related = try await relatedTurn(of: place)
        return .live(try await intake.accept(draft.newTurn(after: turns, related: related)).turn)
    }

    /// The turn that is to be continued or repeated. It must be of the same conversation.
    private func relatedTurn(of place: TurnPlace) async throws -> StoredTurn? {
        guard let relation = place.relation else { return nil }
        guard let turn = try await archive.turn(relation.turn, for: place.owner),
            turn.place?.conversation == place.conversation, !turn.isRunning
        else {
            if case .continues = relation { throw Problem(.invalidField, field: "continues") }
            throw Problem(.invalidField, field: "repeats")
        }
        return turn
    }

    /// Keeps what a reader thought of an answer, or forgets it.
    func rate(_ id: TurnID, of owner: Owner, _ feedback: Feedback?) async throws {
        guard TextBound.holds(feedback?.comment ?? "", characters: limits.commentCharacters) else {
            throw Problem(.tooLarge, field: "comment")
        }
        guard try await ArchiveAccess.run({ try await archive.setFeedback(feedback, for: id, of: owner) }) else {
            throw Problem(.notFound)
        }
    }
}
