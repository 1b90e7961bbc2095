internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// `/`, `/c/{conversation}` and `/page/…`: what a browser needs to show the page.
struct PageRoutes: Sendable {
    let source: PageSource
    let configuration: PageConfiguration
    let pages: ScriptlessPages

    func add(to router: Router<KayaRequestContext>) {
        router.get("/") { request, context in try await html(request, context) }
        router.head("/") { request, context in try await html(request, context).createHeadResponse() }
        router.get("/c/{conversation}") { request, context in try await html(request, context) }
        router.head("/c/{conversation}") { request, context in try await html(request, context).createHeadResponse() }
        ScriptlessRoutes(source: source, pages: pages).add(to: router)
        ScriptlessAccountRoutes(source: source, pages: pages).add(to: router)
        router.get("/page/{version}/**") { request, context in try asset(request, context) }
        router.head("/page/{version}/**") { request, context in try asset(request, context).createHeadResponse() }
    }

    private func html(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let asked = try ScriptlessRequest(request, context)
        let isScriptless = try asked.value("script") == "none"
        let assets = try source.assets()
        do {
            let page = try await scriptless(asked, context, isPatient: isScriptless)
            return response(.ok, isScriptless ? page.document(assets) : shell(page, assets, asked, context))
        } catch let problem as Problem {
            // A page that cannot be shown says so, with script and without.
            let page = pages.refusal(problem, asked, context)
            // With script, logging in is part of the page.
            let isLogin = !isScriptless && context.refusal != nil
            return response(
                isLogin ? .ok : HTTPResponse.Status(code: problem.code.status),
                isScriptless ? page.document(assets) : shell(page, assets, asked, context))
        }
    }

    private func scriptless(
        _ asked: ScriptlessRequest, _ context: KayaRequestContext, isPatient: Bool
    ) async throws -> ScriptlessPage {
        guard context.parameters.get("conversation") != nil else {
            return try await pages.start(asked, context, isPatient: isPatient)
        }
        return try await pages.conversation(asked, context, isPatient: isPatient)
    }

    private func shell(
        _ page: ScriptlessPage, _ assets: PageAssets, _ asked: ScriptlessRequest, _ context: KayaRequestContext
    ) -> HTML {
        PageShell(
            assets: assets, language: asked.words.language,
            opensDebug: configuration.opensDebug || context.mayDebug, withoutScript: page
        ).html
    }

    private func response(_ status: HTTPResponse.Status, _ html: HTML) -> Response {
        Response(
            status: status, headers: PageHeaders.fields,
            body: ResponseBody(byteBuffer: ByteBuffer(string: html.text)))
    }

    private func asset(_ request: Request, _ context: KayaRequestContext) throws -> Response {
        let assets = try source.assets()
        let name = context.parameters.getCatchAll().joined(separator: "/")
        guard let version = context.parameters.get("version") else { throw Problem(.notFound) }
        let isOwnFile = version == "files"
        // An older version's address gets what there is now: a page that was open during an update goes on.
        guard let asset = isOwnFile ? assets.file(name) : assets.part(name) else { throw Problem(.notFound) }
        return asset.response(
            to: request, isForever: version == assets.version, isShared: isOwnFile && assets.isShared(name))
    }
}
