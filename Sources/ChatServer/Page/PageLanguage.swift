internal import Dialogue
internal import Hummingbird

/// The language of a page: the one chosen in its address, or else what the browser prefers.
enum PageLanguage {
    /// - Throws: ``Problem`` with `bad-request` for a query that cannot be read.
    static func of(_ request: Request, _ context: KayaRequestContext) throws(Problem) -> Language {
        try QueryString(request.uri.query).value("lang").flatMap(Language.init(rawValue:)) ?? context.client.language
    }
}
