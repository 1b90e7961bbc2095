import Testing

@testable import Markdown

@Suite("Hashes in a tree")
struct HashTreeTests {
    @Test("Every hash has the place at which it came first")
    func places() {
        var tree = HashTree()
        let hashes: [UInt64] = [0, 1, .max, 1 << 63, 0, 5, .max, 3 << 62]
        #expect(hashes.map { tree.enter($0) } == [0, 1, 2, 3, 0, 4, 2, 5])
        #expect(hashes.map { tree.place(of: $0) } == [0, 1, 2, 3, 0, 4, 2, 5])
        #expect(tree.place(of: 2) == nil)
        #expect(HashTree().place(of: 0) == nil)
    }

    @Test("Hashes whose low bits are the same are found all the same")
    func sameLowBits() {
        var tree = HashTree()
        for high in 0..<1_000 as Range<UInt64> { #expect(tree.enter(high << 48) == Int(high)) }
        for high in 0..<1_000 as Range<UInt64> { #expect(tree.place(of: high << 48) == Int(high)) }
    }
}
