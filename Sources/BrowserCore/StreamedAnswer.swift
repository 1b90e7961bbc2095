internal import Markdown

/// An answer on its way to the page: Markdown in, patches out.
final class StreamedAnswer {
    /// The longest answer, in bytes. What exceeds it is not read.
    static let maximumByteCount = 8 << 20

    private var parser: MarkdownParser
    private var byteCount = 0

    init(_ options: MarkdownOptions) {
        parser = MarkdownParser(options)
    }

    /// Reads on; false when the answer would be too long, and then nothing is read.
    func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= Self.maximumByteCount - byteCount else { return false }
        byteCount += bytes.count
        parser.append(bytes)
        return true
    }

    /// The answer is whole.
    func finish() {
        parser.finish()
    }

    /// What has changed since the last time, in the form of ``PatchList``.
    func takePatches() -> [UInt8] {
        parser.takePatches().bytes
    }
}
