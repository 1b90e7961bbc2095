internal import Archive
internal import Dialogue

/// A conversation as Markdown. Answers stay as the model wrote them; questions are quoted, line by line.
struct MarkdownTranscript: Sendable {
    let text: String

    init(_ export: ConversationExport) {
        let words = TranscriptWords(language: export.language)
        let title = export.conversation.title.isEmpty ? words.untitled : export.conversation.title
        var parts = ["# \(title.split(whereSeparator: \.isNewline).joined(separator: " "))"]
        for turn in export.turns {
            parts.append("## \(words.question) · \(MomentText(turn.askedAt))")
            parts.append(
                turn.question.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                    .map { "> \($0)" }.joined(separator: "\n"))
            parts.append("### \(words.answer)")
            if !turn.text.isEmpty { parts.append(turn.text) }
            if let remark = words.remark(turn) { parts.append("*\(remark)*") }
            if !turn.sources.isEmpty {
                parts.append("**\(words.sources)**")
                parts.append(turn.sources.map(Self.line).joined(separator: "\n"))
            }
        }
        text = parts.joined(separator: "\n\n") + "\n"
    }

    private static func line(_ source: Source) -> String {
        let name = source.heading.isEmpty ? source.title : "\(source.title) – \(source.heading)"
        return "- [\(source.number)] \(name)\(source.url.map { " <\($0)>" } ?? "")"
    }
}
