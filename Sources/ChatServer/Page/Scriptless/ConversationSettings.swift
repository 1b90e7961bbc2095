internal import Archive
internal import Dialogue

/// What can be done to a conversation: its title, its place in the list, taking it away, its end.
struct ConversationSettings: Sendable {
    let words: ScriptlessWords
    let address: ScriptlessAddress
    let marks: LanguageMarks
    let conversation: StoredConversation
    let deadline: Timestamp

    var html: HTML {
        let export = "/api/conversations/\(conversation.id)/export?format="
        return """
            <section class="settings" aria-labelledby="settings-name">
            <h2 id="settings-name">\(words.aboutConversation)</h2>
            \(rename)<div class="actions">
            \(form("pin", words.pin(conversation.isPinned), "pinned", !conversation.isPinned))\
            \(form("archive", words.archive(conversation.isArchived), "archived", !conversation.isArchived))\
            <a class="button" href="\(address.conversation(conversation.id, [("delete", "ask")]))">\(words.delete)</a>
            </div>
            <ul>
            <li><a href="\(export)html" download>\(words.asPage)</a></li>
            <li><a href="\(export)markdown" download>\(words.asMarkdown)</a></li>
            <li><a href="\(export)json" download>\(words.asData)</a></li>
            </ul>
            <p class="quiet">\(words.deadline(words.day(deadline)))</p>
            </section>

            """
    }

    private var rename: HTML {
        PostForm(
            action: "/c/\(conversation.id)/rename", label: words.rename, fields: fields,
            content: """

                <label for="title">\(words.title)</label>
                <input id="title" name="title" value="\(conversation.title)" required>

                """
        ).html
    }

    private func form(_ action: String, _ label: String, _ name: String, _ value: Bool) -> HTML {
        PostForm(
            action: "/c/\(conversation.id)/\(action)", label: label,
            fields: fields + [(name: name, value: value ? "true" : "false")]
        ).html
    }

    private var fields: [(name: String, value: String)] {
        address.choices
    }

    /// The page that asks whether it is meant.
    var deletion: HTML {
        """
        <h1>\(words.deleteQuestion)</h1>
        <p><strong>\(marks.title(of: conversation, words))</strong></p>
        <p>\(words.deleteMeans)</p>
        <div class="actions">
        \(PostForm(action: "/c/\(conversation.id)/delete", label: words.deleteNow, fields: fields, look: "button danger").html)\
        <a class="button" href="\(address.conversation(conversation.id))">\(words.keep)</a>
        </div>

        """
    }
}
