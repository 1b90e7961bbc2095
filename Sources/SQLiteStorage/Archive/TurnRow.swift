import Archive
import Dialogue
import Foundation
import GRDB

/// A turn between its row and its value.
enum TurnRow {
    /// The number of a state in the column `state`.
    enum StateNumber: Int {
        case running
        case finished
        case failed
    }

    /// The columns that ``turn(_:)`` reads, with those of the conversation.
    static let columns = """
        turn.id, conversation.id AS conversationID, conversation.owner, turn.requestID, turn.relation,
        turn.relatedTurn, turn.question, turn.text, turn.sources, turn.state, turn.ending, turn.position,
        turn.askedAt, turn.rating, turn.reason, turn.comment
        """

    /// The turn of a row.
    /// - Throws: When the row holds what was never written.
    static func turn(_ row: Row) throws -> StoredTurn {
        guard let id = TurnID(row["id"] as String), let conversation = ConversationID(row["conversationID"] as String),
            let owner = Owner(row["owner"] as String)
        else { throw ArchiveError(.unusable, "A turn in the archive has no name.") }
        return StoredTurn(
            id: id,
            question: (row["question"] as StoredText).text,
            sources: try JSONDecoder().decode([Source].self, from: row["sources"] as Data),
            state: try state(row),
            place: TurnPlace(owner: owner, conversation: conversation, relation: relation(row)),
            requestID: row["requestID"],
            askedAt: Timestamp(milliseconds: row["askedAt"]),
            feedback: feedback(row))
    }

    private static func state(_ row: Row) throws -> StoredTurn.State {
        let text = (row["text"] as StoredText).text
        guard let ending = row["ending"] as Data? else { return .running(partialText: text, position: row["position"]) }
        return try JSONDecoder().decode(StoredEnding.self, from: ending).state(text: text)
    }

    private static func relation(_ row: Row) -> TurnRelation? {
        guard let turn = (row["relatedTurn"] as String?).flatMap({ TurnID($0) }) else { return nil }
        return row["relation"] == "continues" ? .continues(turn) : .repeats(turn)
    }

    private static func feedback(_ row: Row) -> Feedback? {
        (row["rating"] as String?).flatMap(Feedback.Rating.init).map { rating in
            Feedback(
                rating: rating,
                reason: (row["reason"] as String?).flatMap(Feedback.Reason.init),
                comment: (row["comment"] as StoredText?)?.text)
        }
    }

    /// The word for a relation in the column `relation`.
    static func word(_ relation: TurnRelation?) -> String? {
        switch relation {
        case .continues: "continues"
        case .repeats: "repeats"
        case nil: nil
        }
    }

    /// What a state is in columns: its number, its text, its ending and the position.
    static func columns(
        of state: StoredTurn.State
    ) throws -> (number: StateNumber, text: StoredText, ending: Data?, position: Int) {
        switch state {
        case .running(let text, let position): (.running, StoredText(text), nil, position)
        case .finished(let result):
            (.finished, StoredText(result.fullText), try JSONEncoder().encode(StoredEnding(result)), 0)
        case .failed(let problem, let text):
            (.failed, StoredText(text), try JSONEncoder().encode(StoredEnding(problem)), 0)
        }
    }
}
