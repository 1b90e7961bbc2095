/// The ways to cut a stream's bytes into the chunks in which they might arrive.
///
/// A streaming test that gives the same result for all of them does not depend on where the network cut.
package enum Chunkings {
    /// Whole, byte by byte, every split in two, 24 seeded random cuttings, some with empty chunks, and for at most 48
    /// bytes every split in three.
    ///
    /// The chunks are made as the sequence is walked: for n bytes it lends n + 25 times n bytes.
    ///
    /// - Parameter seed: what the random cuttings follow from; the same seed gives the same cuttings.
    package static func all(of bytes: some Sequence<UInt8>, seed: UInt64 = 0) -> some Sequence<[[UInt8]]> {
        let bytes = Array(bytes)
        var cuts = wholeAndSingle(bytes.count) + random(bytes.count, seed: seed, times: 24)
        cuts += (0..<max(1, bytes.count)).dropFirst().map { [$0] }
        if bytes.count <= 48 { cuts += splitsInThree(bytes.count) }
        return cuts.lazy.map { split(bytes, at: $0) }
    }

    /// Whole, byte by byte and `times` seeded random cuttings: for streams too long to be split at every index.
    package static func some(
        of bytes: some Sequence<UInt8>, seed: UInt64 = 0, times: Int = 24
    ) -> some Sequence<[[UInt8]]> {
        let bytes = Array(bytes)
        let cuts = wholeAndSingle(bytes.count) + random(bytes.count, seed: seed, times: times)
        return cuts.lazy.map { split(bytes, at: $0) }
    }

    /// The pieces between ascending offsets; equal offsets make an empty chunk.
    package static func split(_ bytes: [UInt8], at cuts: [Int]) -> [[UInt8]] {
        zip([0] + cuts, cuts + [bytes.count]).map { Array(bytes[$0..<$1]) }
    }

    private static func wholeAndSingle(_ count: Int) -> [[Int]] {
        [[], Array((0..<max(1, count)).dropFirst())]
    }

    private static func splitsInThree(_ count: Int) -> [[Int]] {
        (0...count).flatMap { first in (first...count).map { [first, $0] } }
    }

    private static func random(_ count: Int, seed: UInt64, times: Int) -> [[Int]] {
        var generator = SplitMix64(state: seed)
        return (0..<times).map { time in
            let cutCount = Int.random(in: 1...max(1, min(count, 4 << (time % 6))), using: &generator)
            return (0..<cutCount).map { _ in Int.random(in: 0...count, using: &generator) }.sorted()
        }
    }

    private struct SplitMix64: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
