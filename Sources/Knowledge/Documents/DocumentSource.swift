/// The bytes of a document and their fingerprint.
package struct DocumentSource: Sendable, Hashable {
    package let file: DocumentFile
    package let bytes: [UInt8]
    /// SHA-256 of the bytes as lower-case hexadecimal digits.
    package let contentHash: String

    package init(file: DocumentFile, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
        contentHash = ContentHash.hexadecimal(of: bytes)
    }
}
