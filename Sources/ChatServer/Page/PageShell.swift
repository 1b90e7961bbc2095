internal import Dialogue

/// The HTML that the page begins with: where its parts are, and in `<noscript>` the page for whoever has no script.
struct PageShell: Sendable {
    let assets: PageAssets
    let language: Language
    /// Whether whoever asks may open the debug panel.
    let opensDebug: Bool
    let withoutScript: ScriptlessPage

    var html: HTML {
        let debug: HTML? = opensDebug ? " data-debug=\"on\"" : nil
        return """
            <!doctype html>
            <html lang="\(language.rawValue)" data-page="\(assets.base)" data-core="\(assets.core)"\(debug)>
            <head>
            \(PageHead(assets: assets, title: withoutScript.name, language: language).html)\
            <noscript><link rel="stylesheet" href="\(assets.base)without-script.css">\(withoutScript.refresh)</noscript>
            <script type="module" src="\(assets.base)page.js"></script>
            <script nomodule src="\(assets.base)old.js"></script>
            </head>
            <body>
            <p id="boot" role="status">\(PageWords(language: language).loading)</p>
            <noscript>
            \(withoutScript.content)</noscript>
            </body>
            </html>

            """
    }
}
