internal import Dialogue

/// What every page's `<head>` holds.
struct PageHead: Sendable {
    let assets: PageAssets
    let title: String
    let language: Language

    var html: HTML {
        let icon: HTML? = assets.part("icon.svg").map { _ in
            "<link rel=\"icon\" type=\"image/svg+xml\" href=\"\(assets.base)icon.svg\">\n"
        }
        let styles = assets.styles.map { "<link rel=\"stylesheet\" href=\"\($0)\">\n" as HTML }
        return """
            <meta charset="utf-8">
            <title>\(title)</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="description" content="\(PageWords(language: language).description)">
            \(icon)\(styles)
            """
    }
}
