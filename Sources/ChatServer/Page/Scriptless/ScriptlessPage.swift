internal import Dialogue

/// A page without script, whole or as the content of `<noscript>`.
struct ScriptlessPage: Sendable {
    let words: ScriptlessWords
    let address: ScriptlessAddress
    /// What the service is called.
    let name: String
    /// What stands in the window's title.
    let title: String
    /// Where the page is loaded anew from after two seconds. It names no place in the page: for a browser that would be
    /// the page that it has.
    var renewal: String?
    /// The same page: without language, and without what is to happen but once.
    let here: @Sendable (ScriptlessAddress) -> String
    /// The same page with script.
    let withScript: String
    let main: HTML
    /// The list of conversations; `nil` where there are none.
    let list: HTML?
    /// How long conversations are kept, in words.
    var kept: String?
    /// Who is logged in, or the way to do so.
    var account: HTML?
    /// What the operator tells everybody.
    var notices: [HTML] = []

    /// The whole page.
    func document(_ assets: PageAssets) -> HTML {
        return """
            <!doctype html>
            <html lang="\(words.language.rawValue)">
            <head>
            \(PageHead(assets: assets, title: title, language: words.language).html)\
            \(refresh)
            </head>
            <body>
            \(content)</body>
            </html>

            """
    }

    /// What makes a browser load the page anew, if it shall.
    var refresh: HTML? {
        renewal.map { "<meta http-equiv=\"refresh\" content=\"2; url=\($0)\">" }
    }

    /// What is in the body.
    var content: HTML {
        """
        <div class="scriptless">
        <a class="skip" href="#main">\(words.skip)</a>
        <header>
        <p class="brand"><a href="\(address.start())">\(name)</a></p>
        <nav aria-label="\(words.languages)">\(languages)</nav>
        <p><a href="\(withScript)">\(words.withScript)</a></p>
        \(account)\
        </header>
        <main id="main">
        \(notices)\(main)</main>
        \(list)<footer><p>\(words.aiNotice)\(kept.map { " \($0)" as HTML })</p></footer>
        </div>

        """
    }

    private var languages: [HTML] {
        Language.allCases.filter { $0 != words.language }.map { language in
            let name = language == .german ? "Deutsch" : "English"
            return """
                <a lang="\(language.rawValue)" hreflang="\(language.rawValue)" \
                href="\(here(address.inLanguage(language)))">\(name)</a>
                """
        }
    }
}
