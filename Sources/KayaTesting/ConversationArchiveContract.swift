package import Archive
internal import Dialogue

/// What every ``ConversationArchive`` promises beyond ``TurnArchiveContract``, as checks that a store's tests run.
package enum ConversationArchiveContract: String, CaseIterable, Sendable {
    case strangersSeeNothing =
        "Whatever a stranger does with an id is answered as if it did not exist, and does nothing"
    case titlesFollowTheFirstQuestion = "The first question is the title, until a person chooses one"
    case changesKeepTheRest = "A change changes what it names and no more"
    case listsArePaged = "A list gives every conversation once, pinned ones first, then the newest"
    case searchesFindWords = "A search finds words in titles, questions and answers, whatever their case"
    case turnsArePaged = "Turns come oldest first, and the page before a turn ends just before it"
    case requestsAreUnique = "A request names one turn of its conversation, and another one elsewhere"
    case relationsAreKept = "What a turn has to do with an earlier one is kept"
    case progressIsKept = "What was saved of a running turn is there, and becomes its text when it is interrupted"
    case endedTurnsStay = "Saving and interrupting leave turns alone that have ended"
    case feedbackIsKept = "Feedback is kept, replaced and forgotten"
    case deletionTakesTurns = "Deleting a conversation takes its turns and nothing else"
    case erasureTakesAll = "Erasing an owner takes all that is theirs and nothing of others"
    case expiryTakesTheOld = "Expiry takes the oldest of the kinds it is told, no more than it is told"
    case expiryTakesTheUnasked =
        "Expiry takes conversations in which nothing was asked, the oldest first, whosever they are"

    /// Whether an empty archive keeps this clause.
    package func isKept(by archive: any ConversationArchive) async throws -> Bool {
        let scene = ConversationScene(archive)
        return switch self {
        case .strangersSeeNothing: try await scene.strangersSeeNothing()
        case .titlesFollowTheFirstQuestion: try await scene.titlesFollowTheFirstQuestion()
        case .changesKeepTheRest: try await scene.changesKeepTheRest()
        case .listsArePaged: try await scene.listsArePaged()
        case .searchesFindWords: try await scene.searchesFindWords()
        case .turnsArePaged: try await scene.turnsArePaged()
        case .requestsAreUnique: try await scene.requestsAreUnique()
        case .relationsAreKept: try await scene.relationsAreKept()
        case .progressIsKept: try await scene.progressIsKept()
        case .endedTurnsStay: try await scene.endedTurnsStay()
        case .feedbackIsKept: try await scene.feedbackIsKept()
        case .deletionTakesTurns: try await scene.deletionTakesTurns()
        case .erasureTakesAll: try await scene.erasureTakesAll()
        case .expiryTakesTheOld: try await scene.expiryTakesTheOld()
        case .expiryTakesTheUnasked: try await scene.expiryTakesTheUnasked()
        }
    }
}
