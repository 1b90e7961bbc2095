package import Answering
package import Archive
internal import Dialogue
package import Logging

/// Gives a conversation a title in a model's words when its first question has been answered in full.
///
/// It comes after the turn's last event, so nobody waits for it; until then, and whenever it fails, the title is the
/// question's words. A title that a person chose is left as it is.
package struct ConversationNaming: Sendable {
    private let archive: any ConversationArchive
    private let writer: TitleWriter
    private let logger: Logger

    package init(archive: any ConversationArchive, writer: TitleWriter, logger: Logger) {
        self.archive = archive
        self.writer = writer
        self.logger = logger
    }

    /// Names the conversation of a turn that has ended, if it is its first and was answered by a model.
    func turnEnded(_ turn: LiveTurn, _ ending: TurnEnding) async {
        let request = turn.request
        guard let place = request.place, place.relation == nil, request.history.isEmpty,
            case .answered(let answer) = ending, answer.finish == .stop, answer.cachedAt == nil,
            let title = await writer.title(for: request.question, language: request.language)
        else { return }
        do {
            try await archive.suggestTitle(title, for: place.conversation, of: place.owner)
        } catch {
            logger.warning("A title could not be stored", metadata: ["turn.id": "\(turn.id)", "error": "\(error)"])
        }
    }
}
