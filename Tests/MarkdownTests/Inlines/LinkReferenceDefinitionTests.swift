import Testing

@testable import Markdown

@Suite("Link reference definitions")
struct LinkReferenceDefinitionTests {
    private func read(_ source: String, isOpen: Bool) -> (LinkReferenceDefinitions, ReferenceTable) {
        var table = ReferenceTable()
        let found = Array(source.utf8).withUnsafeBufferPointer {
            LinkReferenceDefinitions.read($0, isOpen: isOpen, into: &table)
        }
        return (found, table)
    }

    private func reference(_ label: String, in table: ReferenceTable) -> LinkReference? {
        var form: [UInt8] = []
        Array(label.utf8).withUnsafeBufferPointer { LinkLabel.normalise($0, into: &form) }
        guard let place = table.place(ofForm: form) else { return nil }
        var reference = LinkReference(address: [], title: [])
        table.appendReference(at: place, address: &reference.address, title: &reference.title)
        return reference
    }

    @Test(
        "A paragraph begins with as many definitions as are complete",
        arguments: [
            ("[a]: b", 6), ("[a]: b\nc", 7), ("[a]: b 'c\nd'\n[e]: <f>\ng", 22), ("[a]: b 'c' d", 0),
            ("[a]: b\n'c' d", 7), ("[a]:\nb", 6),
            ("[a]: <b>c", 0), ("[a]:", 0), ("[ ]: b", 0), ("[a] : b", 0), ("[a]: b \"c\nd", 0), ("[a]: b\n\"c\nd", 7),
            ("a", 0),
        ])
    func complete(_ source: String, _ end: Int) {
        let found = read(source, isOpen: false).0
        #expect(found.end == end)
        #expect(found.pending == nil)
    }

    @Test(
        "What may become a definition while it is written is not text yet",
        arguments: [
            ("", 0, 0), ("[", 0, 0), ("[a]", 0, 0), ("[a]: b", 0, 0), ("[a]: b\n", 0, 0), ("[a]: b\n'c", 0, 0),
            ("[a]: b 'c'", 0, 0),
            ("[a]: b 'c'\n", 11, nil), ("[a]: b\nc", 7, nil), ("[a]: b\n[c", 7, 7), ("[a](", 0, nil), ("a", 0, nil),
            ("[a] ", 0, nil),
        ])
    func unfinished(_ source: String, _ end: Int, _ pending: Int?) {
        let found = read(source, isOpen: true).0
        #expect(found.end == end)
        #expect(found.pending == pending)
    }

    @Test("The first definition of a label wins, whatever its case and white space")
    func first() {
        let (found, table) = read("[A  Ω]: b&amp; \"c\\\"\"\n[a\nω]: d", isOpen: false)
        #expect(found.hashes.count == 1)
        #expect(reference(" a ω", in: table) == LinkReference(address: Array("b&".utf8), title: Array("c\"".utf8)))
        #expect(reference("a", in: table) == nil)
    }
}
