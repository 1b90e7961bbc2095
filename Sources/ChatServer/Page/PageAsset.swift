internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// A file of the page, ready to be sent.
struct PageAsset: Sendable {
    private let kind: PageFileKind
    let plain: ByteBuffer
    private let plainTag: EntityTag
    /// What is sent to whoever takes gzip, where that is less.
    private let compressed: (body: ByteBuffer, tag: EntityTag)?

    /// Smaller files stay within one packet either way.
    private static let leastCompressed = 512

    /// - Parameter gzip: The compressed form, where there is a better one than Kaya would make.
    init(_ bytes: [UInt8], kind: PageFileKind, gzip: [UInt8]? = nil) {
        self.kind = kind
        plain = ByteBuffer(bytes: bytes)
        plainTag = EntityTag(of: bytes)
        let smaller = bytes.count < Self.leastCompressed ? nil : gzip ?? Gzip.compress(bytes)
        compressed = smaller.flatMap { smaller in
            smaller.count < bytes.count ? (ByteBuffer(bytes: smaller), EntityTag(of: smaller)) : nil
        }
    }

    /// Bytes on their way to a browser.
    var compressedCount: Int { (compressed?.body ?? plain).readableBytes }

    /// - Parameters:
    ///   - isForever: Whether the address names these very bytes.
    ///   - isShared: Whether pages of other origins may use it.
    func response(to request: Request, isForever: Bool, isShared: Bool) -> Response {
        let form = AcceptedCoding.includesGzip(request.headers[.acceptEncoding]) ? compressed : nil
        let tag = form?.tag ?? plainTag
        var headers: HTTPFields = [
            .contentType: kind.mediaType, .eTag: tag.text, .vary: "Accept-Encoding",
            .cacheControl: isForever ? "public, max-age=31536000, immutable" : "no-cache",
            .xContentTypeOptions: "nosniff", .referrerPolicy: "same-origin",
            .crossOriginResourcePolicy: isShared ? "cross-origin" : "same-origin",
            // For whoever opens a drawing by itself.
            .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
        ]
        if tag.isNamed(in: request.headers[.ifNoneMatch]) {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        if form != nil { headers[.contentEncoding] = "gzip" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: form?.body ?? plain))
    }
}
