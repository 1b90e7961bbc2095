internal import Dialogue

/// The HTML that the page begins with: where its parts are, and in `<noscript>` the page for whoever has no script.
struct PageShell: Sendable {
    let assets: PageAssets
    let language: Language
    /// Whether whoever asks may open the debug panel.
    let opensDebug: Bool
    /// What is in `<noscript>`.
    let withoutScript: HTML

    var html: HTML {
        let words = PageWords(language: language)
        let core: HTML = assets.core.isEmpty ? " data-core=\"\"" : " data-core=\"\(assets.core)\""
        let debug: HTML? = opensDebug ? " data-debug=\"on\"" : nil
        return """
            <!doctype html>
            <html lang="\(language.rawValue)" data-page="\(assets.base)"\(core)\(debug)>
            <head>
            \(PageHead(assets: assets, title: "Kaya", language: language).html)\
            <script type="module" src="\(assets.base)page.js"></script>
            <script nomodule src="\(assets.base)old.js"></script>
            </head>
            <body>
            <p id="boot" role="status" data-old="\(words.needsScript)">\(words.loading)</p>
            <noscript>
            \(withoutScript)</noscript>
            </body>
            </html>

            """
    }
}
