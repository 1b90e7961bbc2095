internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// `/`, `/c/{conversation}` and `/page/…`: what a browser needs to show the page.
struct PageRoutes: Sendable {
    let source: PageSource
    let configuration: PageConfiguration

    func add(to router: Router<KayaRequestContext>) {
        router.get("/") { request, context in try shell(request, context) }
        router.head("/") { request, context in try shell(request, context).createHeadResponse() }
        router.get("/c/{conversation}") { request, context in try shell(request, context) }
        router.head("/c/{conversation}") { request, context in try shell(request, context).createHeadResponse() }
        router.get("/page/{version}/**") { request, context in try asset(request, context) }
        router.head("/page/{version}/**") { request, context in try asset(request, context).createHeadResponse() }
    }

    private func shell(_ request: Request, _ context: KayaRequestContext) throws -> Response {
        let language = try PageLanguage.of(request, context)
        let words = PageWords(language: language)
        let shell = PageShell(
            assets: try source.assets(), language: language, opensDebug: configuration.opensDebug || context.mayDebug,
            withoutScript: "<p>\(words.needsScript)</p>\n")
        return Response(
            status: .ok, headers: PageHeaders.fields,
            body: ResponseBody(byteBuffer: ByteBuffer(string: shell.html.text)))
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
