/// Gets the public documents of an issuer.
package protocol DocumentFetching: Sendable {
    /// The body of a successful answer to a GET, without following redirects.
    ///
    /// - Throws: When there is none within a few seconds or it is longer than `maximumBytes`.
    func fetch(_ url: String, maximumBytes: Int) async throws -> [UInt8]
}
