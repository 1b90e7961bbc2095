internal import Archive
internal import Dialogue

extension ConversationScene {
    func strangersSeeNothing() async throws -> Bool {
        let conversation = try await begin(1, of: anna, title: "Geheim")
        let turn = try await ask("Was?", 1, in: conversation, request: "r")
        let stolen = StoredTurn(
            id: TurnID(high: 9, low: 2), question: "?", place: TurnPlace(owner: bert, conversation: conversation.id))
        guard await code(of: { try await archive.begin(stolen) }) == .unknownConversation else { return false }
        try await archive.suggestTitle("Fremd", for: conversation.id, of: bert)
        let change = ConversationChange(title: "Fremd", isPinned: true)
        let seen: [Bool] = [
            try await archive.conversation(conversation.id, of: bert) != nil,
            try await archive.change(conversation.id, of: bert, change) != nil,
            try await archive.delete(conversation.id, of: bert),
            try await archive.turns(of: conversation.id, owner: bert, before: nil, limit: 9) != nil,
            try await archive.turn(turn.id, for: bert) != nil,
            try await archive.turn(turn.id, for: nil) != nil,
            try await archive.turn(ofRequest: "r", in: conversation.id, owner: bert) != nil,
            try await archive.setFeedback(Feedback(rating: .up), for: turn.id, of: bert),
            try await !archive.conversations(of: bert, ConversationPage.Query()).conversations.isEmpty,
            try await archive.erase(bert) > 0,
        ]
        guard try await listsHoldNothing(for: bert) else { return false }
        let kept = try await archive.conversation(conversation.id, of: anna)
        let own = try await archive.turn(turn.id, for: anna)
        return !seen.contains(true) && kept?.title == "Geheim" && kept?.isPinned == false && own == turn
    }

    /// Whether somebody without conversations finds none, whatever they look for and from whichever place on.
    private func listsHoldNothing(for owner: Owner) async throws -> Bool {
        let last = Timestamp(milliseconds: .max)
        let cursor = ConversationPage.Cursor(isPinned: true, updatedAt: last, id: ConversationID(high: 0, low: 1))
        for search in [nil, "Geheim", "Was", ""] {
            for after in [nil, cursor] {
                for isArchived in [false, true] {
                    let query = ConversationPage.Query(search: search, isArchived: isArchived, after: after)
                    guard try await archive.conversations(of: owner, query).conversations.isEmpty else { return false }
                }
            }
        }
        return true
    }

    func titlesFollowTheFirstQuestion() async throws -> Bool {
        let conversation = try await begin(1, of: anna)
        try await ask("Wie melde ich\n mein KFZ an?", 1, in: conversation)
        try await ask("Und was kostet das?", 2, in: conversation)
        let first = try await archive.conversation(conversation.id, of: anna)?.title
        try await archive.suggestTitle("KFZ-Zulassung", for: conversation.id, of: anna)
        let suggested = try await archive.conversation(conversation.id, of: anna)?.title
        _ = try await archive.change(conversation.id, of: anna, ConversationChange(title: "Mein Auto"))
        try await archive.suggestTitle("Anders", for: conversation.id, of: anna)
        let chosen = try await archive.conversation(conversation.id, of: anna)?.title
        return [first, suggested, chosen] == ["Wie melde ich mein KFZ an?", "KFZ-Zulassung", "Mein Auto"]
    }

    func changesKeepTheRest() async throws -> Bool {
        let conversation = try await begin(1, of: anna, title: "A\u{0}ä")
        var expected = conversation
        expected.isPinned = true
        let pinned = try await archive.change(conversation.id, of: anna, ConversationChange(isPinned: true))
        guard pinned == expected else { return false }
        expected.isArchived = true
        _ = try await archive.change(conversation.id, of: anna, ConversationChange(isArchived: true))
        return try await archive.conversation(conversation.id, of: anna) == expected
    }

    func listsArePaged() async throws -> Bool {
        for number in UInt64(1)...25 {
            try await begin(number, of: anna, at: Int64(number / 3), isPinned: number % 10 == 0)
        }
        try await begin(99, of: bert)
        var query = ConversationPage.Query(limit: 7)
        var seen: [StoredConversation] = []
        repeat {
            let page = try await archive.conversations(of: anna, query)
            seen += page.conversations
            query.after = page.next
        } while query.after != nil
        let places = seen.map { ConversationPage.Cursor($0) }
        return seen.count == 25 && Set(seen.map(\.id)).count == 25 && seen.prefix(2).allSatisfy(\.isPinned)
            && zip(places, places.dropFirst()).allSatisfy { $0.precedes($1) }
    }

    func searchesFindWords() async throws -> Bool {
        let first = try await begin(1, of: anna, title: "Müll")
        let second = try await begin(2, of: anna, title: "Reise")
        let turn = try await ask("Wo ist die STRASSE 100%_ zum Amt?", 1, in: second)
        try await answer(turn, "Am Übergang links.")
        func found(_ words: String) async throws -> Set<ConversationID> {
            let page = try await archive.conversations(of: anna, ConversationPage.Query(search: words))
            return Set(page.conversations.map(\.id))
        }
        let expected: [(String, Set<ConversationID>)] = [
            ("müll", [first.id]), ("MULL", [first.id]), ("übergang", [second.id]), ("100%_", [second.id]),
            ("%", [second.id]), ("fehlt", []),
        ]
        for (words, ids) in expected where try await found(words) != ids { return false }
        return true
    }

    func deletionTakesTurns() async throws -> Bool {
        let gone = try await begin(1, of: anna)
        let kept = try await begin(2, of: anna)
        let lost = try await ask("A?", 1, in: gone)
        let there = try await ask("B?", 2, in: kept)
        guard try await archive.delete(gone.id, of: anna) else { return false }
        let again = try await archive.delete(gone.id, of: anna)
        let deleted = try await archive.turn(lost.id, for: anna)
        let left = try await archive.turn(there.id, for: anna)
        return !again && deleted == nil && left == there
    }

    func erasureTakesAll() async throws -> Bool {
        let mine = try await begin(1, of: anna)
        let turn = try await ask("A?", 1, in: mine)
        try await begin(2, of: anna)
        let other = try await begin(3, of: bert)
        guard try await archive.erase(anna) == 2, try await archive.erase(anna) == 0 else { return false }
        let erased = try await archive.turn(turn.id, for: anna)
        let left = try await archive.conversation(other.id, of: bert)
        return erased == nil && left == other
    }

    func expiryTakesTheOld() async throws -> Bool {
        for number in UInt64(1)...5 { try await begin(number, of: anna, at: Int64(number)) }
        try await begin(6, of: bert, at: 1)
        let moment = Timestamp(milliseconds: 4)
        guard try await archive.expire([.visitor], before: moment, limit: 2) == 2,
            try await archive.expire([.visitor], before: moment, limit: 2) == 1,
            try await archive.expire([.visitor], before: moment, limit: 2) == 0
        else { return false }
        let left = try await archive.conversations(of: anna, ConversationPage.Query()).conversations
        let other = try await archive.conversation(ConversationID(high: 0, low: 6), of: bert)
        return left.map(\.id.low) == [5, 4] && other != nil
    }

    func expiryTakesTheUnasked() async throws -> Bool {
        for number in UInt64(1)...5 { try await begin(number, of: anna, at: Int64(number), title: "Leer") }
        try await begin(6, of: bert, at: 1)
        let asked = try await begin(7, of: anna, at: 1)
        let turn = try await ask("Später?", 1, in: asked)
        let atOnce = try await begin(8, of: anna, at: 1)
        try await ask("Sofort?", 2, in: atOnce, at: 1)
        let moment = Timestamp(milliseconds: 4)
        guard try await archive.expireUnasked(before: moment, limit: 3) == 3,
            try await archive.expireUnasked(before: moment, limit: 3) == 1,
            try await archive.expireUnasked(before: moment, limit: 3) == 0
        else { return false }
        let left = try await archive.conversations(of: anna, ConversationPage.Query()).conversations
        let others = try await archive.conversations(of: bert, ConversationPage.Query()).conversations
        let kept = try await archive.turn(turn.id, for: anna)
        return left.map(\.id.low) == [7, 5, 4, 8] && others.isEmpty && kept == turn
    }
}
