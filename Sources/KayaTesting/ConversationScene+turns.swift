internal import Archive
internal import Dialogue

extension ConversationScene {
    func turnsArePaged() async throws -> Bool {
        let conversation = try await begin(1, of: anna)
        var turns: [StoredTurn] = []
        for number in UInt64(1)...5 { turns.append(try await ask("\(number)?", number, in: conversation)) }
        let newest = try await archive.turns(of: conversation.id, owner: anna, before: nil, limit: 2)
        let earlier = try await archive.turns(of: conversation.id, owner: anna, before: turns[3].id, limit: 2)
        let unknown = try await archive.turns(
            of: conversation.id, owner: anna, before: TurnID(high: 7, low: 7), limit: 2)
        return newest == Array(turns[3...]) && earlier == Array(turns[1..<3]) && unknown == []
    }

    func requestsAreUnique() async throws -> Bool {
        let conversation = try await begin(1, of: anna)
        let other = try await begin(2, of: anna)
        let turn = try await ask("A?", 1, in: conversation, request: "r")
        let second = await code { _ = try await ask("A?", 2, in: conversation, request: "r") }
        let elsewhere = try await ask("A?", 3, in: other, request: "r")
        try await ask("B?", 4, in: conversation)
        try await ask("C?", 5, in: conversation)
        let found = try await archive.turn(ofRequest: "r", in: conversation.id, owner: anna)
        let foundElsewhere = try await archive.turn(ofRequest: "r", in: other.id, owner: anna)
        return second == .duplicateRequest && found == turn && foundElsewhere == elsewhere
    }

    func relationsAreKept() async throws -> Bool {
        let conversation = try await begin(1, of: anna)
        let turn = try await ask("A?", 1, in: conversation)
        let more = try await ask("A?", 2, in: conversation, relation: .continues(turn.id))
        let again = try await ask("A?", 3, in: conversation, relation: .repeats(turn.id))
        return try await archive.turns(of: conversation.id, owner: anna, before: nil, limit: 9) == [turn, more, again]
    }

    func progressIsKept() async throws -> Bool {
        let conversation = try await begin(1, of: anna)
        var turn = try await ask("A?", 1, in: conversation)
        let sources = [Source(number: 1, title: "T", document: "d.md")]
        try await archive.save([TurnProgress(id: turn.id, text: "Eins \u{0}", sources: sources, position: 4)])
        turn.sources = sources
        turn.state = .running(partialText: "Eins \u{0}", position: 4)
        let running = try await archive.turn(turn.id, for: anna)
        let count = try await archive.interruptRunningTurns()
        let none = try await archive.interruptRunningTurns()
        let interrupted = try await archive.turn(turn.id, for: anna)?.state
        return running == turn && count == 1 && none == 0
            && interrupted == .finished(TurnResult(finish: .interrupted, fullText: "Eins \u{0}"))
    }

    func endedTurnsStay() async throws -> Bool {
        let conversation = try await begin(1, of: anna)
        let turn = try await ask("A?", 1, in: conversation)
        try await answer(turn, "Alles")
        let ended = try await archive.turn(turn.id, for: anna)
        try await archive.save([TurnProgress(id: turn.id, text: "Al", sources: [], position: 2)])
        let interrupted = try await archive.interruptRunningTurns()
        let left = try await archive.turn(turn.id, for: anna)
        return interrupted == 0 && left == ended
    }

    func feedbackIsKept() async throws -> Bool {
        let conversation = try await begin(1, of: anna)
        let turn = try await ask("A?", 1, in: conversation)
        let opinions = [
            Feedback(rating: .down, reason: .offTopic, comment: "nö \u{0}"), Feedback(rating: .up), nil,
        ]
        for feedback in opinions {
            guard try await archive.setFeedback(feedback, for: turn.id, of: anna),
                try await archive.turn(turn.id, for: anna)?.feedback == feedback
            else { return false }
        }
        return try await !archive.setFeedback(nil, for: TurnID(high: 5, low: 5), of: anna)
    }
}
