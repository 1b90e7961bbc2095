internal import Dialogue
internal import Hummingbird
internal import Identity

/// Who somebody is, and what is kept of them.
extension ScriptlessPages {
    /// The page for logging in, or the one that asks whether everything is to be erased, where the address asks for it.
    func accountPage(_ asked: ScriptlessRequest, _ context: KayaRequestContext) throws(Problem) -> ScriptlessPage? {
        if try asked.value("login") == "ask", authenticator != nil { return loginPage(asked, context) }
        if try asked.value("erase") == "ask", own != nil, context.refusal == nil { return erasure(asked, context) }
        return nil
    }

    /// The page for logging in.
    ///
    /// - Parameters:
    ///   - form: What was sent and did not let anybody in.
    ///   - problem: Why.
    func loginPage(
        _ asked: ScriptlessRequest, _ context: KayaRequestContext, form: FormBody = .empty, problem: Problem? = nil
    ) -> ScriptlessPage {
        let words = asked.words
        let sentence = problem.map { problem in
            problem.code == .unauthorized
                ? words.wrongLogin : ProblemText(problem, language: words.language).sentence
        }
        let mistake = sentence.map { sentence in
            """
            <div class="mistake" id="mistake" role="alert">
            <h2>\(words.mistake)</h2>
            <p>\(sentence)</p>
            </div>

            """ as HTML
        }
        let name = (try? form.text("name")) ?? ""  // A field that is there twice is none.
        let question = (try? form.text("q")) ?? ""  // Nor is this one.
        let login = LoginForm(
            words: words, name: name, isRefused: problem != nil,
            fields: loginFields(asked, form.conversation, text: question))
        return accountPage(asked, context, title: words.logIn, main: (mistake ?? "") + login.html)
    }

    /// The page of somebody who has logged in or out and had asked something before.
    func kept(
        _ question: String, _ asked: ScriptlessRequest, _ context: KayaRequestContext, title: String,
        in conversation: ConversationID? = nil
    ) -> ScriptlessPage {
        let action = conversation.map { "/c/\($0)/ask" } ?? "/ask"
        var page = accountPage(
            asked, context, title: title,
            main: "<p role=\"status\">\(asked.words.questionKept)</p>\n"
                + form(asked, action: action, label: asked.words.question, text: question))
        // Whoever has just logged in or out was somebody else when they asked for it.
        page.account = nil
        return page
    }

    private func erasure(_ asked: ScriptlessRequest, _ context: KayaRequestContext) -> ScriptlessPage {
        let words = asked.words
        let now = PostForm(
            action: "/erase", label: words.eraseNow, fields: asked.address.choices, look: "button danger")
        return accountPage(
            asked, context, title: words.eraseQuestion,
            main: """
                <p>\(words.eraseMeans)</p>
                <p><a href="/api/me/data" download>\(words.allData)</a></p>
                <div class="actions">
                \(now.html)<a class="button" href="\(asked.address.start())">\(words.keep)</a>
                </div>

                """)
    }

    private func accountPage(
        _ asked: ScriptlessRequest, _ context: KayaRequestContext, title: String, main: HTML
    ) -> ScriptlessPage {
        page(
            asked, context, title: "\(title) – \(name)", renewal: nil, main: "<h1>\(title)</h1>\n" + main, list: nil,
            here: { $0.start() }, withScript: "/")
    }

    /// The form for logging in, where that is what is missing.
    func login(
        _ problem: Problem?, _ asked: ScriptlessRequest, _ context: KayaRequestContext, text: String = ""
    ) -> HTML? {
        guard problem?.code == .unauthorized, authenticator != nil else { return nil }
        let conversation = context.parameters.get("conversation").flatMap { ConversationID($0) }
        let login = LoginForm(words: asked.words, fields: loginFields(asked, conversation, text: text)).html
        return login + (withoutLogin(asked, text: text) ?? "")
    }

    /// The way on for somebody whose login has run out, where nobody has to have one.
    private func withoutLogin(_ asked: ScriptlessRequest, text: String) -> HTML? {
        guard let authenticator, !authenticator.desk.configuration.isRequired else { return nil }
        return PostForm(
            action: "/logout", label: asked.words.goOnWithoutLogin, fields: loginFields(asked, nil, text: text)
        ).html
    }

    private func loginFields(
        _ asked: ScriptlessRequest, _ conversation: ConversationID?, text: String
    ) -> [(name: String, value: String)] {
        let place = conversation.map { [(name: "conversation", value: $0.description)] } ?? []
        return asked.address.choices + place + (text.isEmpty ? [] : [(name: "q", value: text)])
    }

    /// Who is logged in, with the way out, or the way in.
    func account(_ asked: ScriptlessRequest, _ context: KayaRequestContext) -> HTML? {
        guard authenticator != nil else { return nil }
        guard let principal = context.principal else {
            return "<p><a href=\"\(asked.address.start([("login", "ask")]))\">\(asked.words.logIn)</a></p>\n"
        }
        let out = PostForm(action: "/logout", label: asked.words.logOut, fields: asked.address.choices)
        return "<p>\(asked.words.loggedIn(principal.name))</p>\n" + out.html
    }
}
