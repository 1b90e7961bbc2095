internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension ScriptlessPage {
    /// The page as what a form led to.
    ///
    /// - Parameter problem: Why the form did not do what it says.
    func response(_ assets: PageAssets, _ problem: Problem? = nil) -> Response {
        var headers = PageHeaders.fields
        headers[.retryAfter] = problem?.retryAfter.map(String.init)
        return Response(
            status: problem.map { HTTPResponse.Status(code: $0.code.status) } ?? .ok, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: document(assets).text)))
    }
}
