import Foundation

/// Reads bytes, and chunks with their length before them.
struct ChunkReader {
    private var rest: Data

    init(_ input: Data) {
        rest = input
    }

    mutating func nextByte() -> UInt8? {
        rest.popFirst()
    }

    /// The next chunk; nil when the input ends before it does.
    mutating func nextChunk() -> Data? {
        guard rest.count >= 4 else { return nil }
        let count = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard rest.count - 4 >= count else { return nil }
        let chunk = rest.dropFirst(4).prefix(count)
        rest = rest.dropFirst(4 + count)
        return chunk
    }
}
