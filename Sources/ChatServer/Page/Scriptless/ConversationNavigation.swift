internal import Archive
internal import Dialogue

/// Somebody's conversations as a list of links, with a field to search them.
struct ConversationNavigation: Sendable {
    let words: ScriptlessWords
    let address: ScriptlessAddress
    let marks: LanguageMarks
    let page: ConversationPage
    let query: ConversationPage.Query
    /// The conversation on view.
    var current: ConversationID?

    var html: HTML {
        """
        <nav class="list" aria-labelledby="list-name">
        <h2 id="list-name">\(words.conversations)</h2>
        <p><a class="button" href="\(address.start())">\(words.newConversation)</a></p>
        \(search)\(entries)\(more)\
        <p><a href="\(address.start(query.isArchived ? [] : [("archived", "true")]))">\
        \(query.isArchived ? words.showCurrent : words.showArchived)</a></p>
        <p><a href="/api/me/data" download>\(words.allData)</a></p>
        <p><a href="\(address.start([("erase", "ask")]))">\(words.eraseAll)</a></p>
        </nav>

        """
    }

    private var search: HTML {
        let chosen = address.choices.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        return """
            <form class="search" role="search" method="get" action="/">
            <input type="hidden" name="script" value="none">\(chosen)
            <label for="search">\(words.search)</label>
            <input id="search" type="search" name="search" value="\(query.search ?? "")">
            <button type="submit" class="button">\(words.searchNow)</button>
            </form>

            """
    }

    private var entries: HTML {
        guard !page.conversations.isEmpty else {
            let sentence =
                query.search.map(words.noneFound) ?? (query.isArchived ? words.noneArchived : words.none)
            return "<p>\(sentence)</p>\n"
        }
        return "<ul>\n\(page.conversations.map(entry))</ul>\n"
    }

    private func entry(_ conversation: StoredConversation) -> HTML {
        let here: HTML? = conversation.id == current ? " aria-current=\"page\"" : nil
        let pinned: HTML? = conversation.isPinned ? " <small>(\(words.pinned))</small>" : nil
        return """
            <li><a href="\(address.conversation(conversation.id))"\(here)>\(marks.title(of: conversation, words))</a>\(pinned)</li>

            """
    }

    private var more: HTML? {
        guard let next = page.next else { return nil }
        var fields = [(name: "cursor", value: PageCursor(next).description)]
        if let search = query.search { fields.append((name: "search", value: search)) }
        if query.isArchived { fields.append((name: "archived", value: "true")) }
        return "<p><a href=\"\(address.start(fields))\">\(words.more)</a></p>\n"
    }
}
