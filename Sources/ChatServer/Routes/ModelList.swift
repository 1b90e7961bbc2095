internal import HTTPTypes
internal import Hummingbird

/// The one model this server shows to programs: itself.
enum ModelList {
    static let modelName = "kaya"
    private static let model: StaticString =
        #"{"id":"kaya","object":"model","created":1767225600,"owned_by":"kaya"}"#

    static func response() -> Response {
        var json = FrameBuffer(framing: .plain)
        json.append(#"{"object":"list","data":["#)
        json.append(model)
        json.append("]}")
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: json.finished()))
    }

    static func modelResponse() -> Response {
        var json = FrameBuffer(framing: .plain)
        json.append(model)
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: json.finished()))
    }

    private static let headers: HTTPFields = [
        .contentType: "application/json; charset=utf-8", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
    ]
}
