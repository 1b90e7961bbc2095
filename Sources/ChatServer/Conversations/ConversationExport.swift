internal import Archive
internal import Dialogue
internal import Hummingbird
internal import NIOCore

/// A conversation to take away: as JSON, as Markdown, or as a page to print.
struct ConversationExport: Sendable {
    /// The closed set of formats.
    enum Format: String, CaseIterable, Sendable {
        case json
        case markdown
        case html
    }

    let conversation: StoredConversation
    let turns: [StoredTurn]
    let language: Language
    /// The language that a text is certain to be in.
    let languageOf: @Sendable (String) -> Language?

    func response(_ format: Format) throws -> Response {
        var response =
            switch format {
            case .json: try JSONResponse.make(ConversationJSON(conversation, turns: turns))
            case .markdown: Self.text(MarkdownTranscript(self).text, type: "text/markdown; charset=utf-8")
            case .html: Self.text(HTMLTranscript(self).text, type: "text/html; charset=utf-8")
            }
        // Nothing in it may run, load or be framed, whatever somebody wrote into it.
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"
        response.headers[.contentDisposition] =
            "attachment; filename=\"\(conversation.id).\(Self.fileExtension(format))\""
        return response
    }

    private static func fileExtension(_ format: Format) -> String {
        switch format {
        case .json: "json"
        case .markdown: "md"
        case .html: "html"
        }
    }

    private static func text(_ text: String, type: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
