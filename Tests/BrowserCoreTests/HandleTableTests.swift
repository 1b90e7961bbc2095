import Testing

@testable import BrowserCore

@Suite("Handles")
struct HandleTableTests {
    private final class Thing {}

    @Test("A handle names what it was made for until that is removed")
    func names() {
        var table = HandleTable<Thing>(capacity: 3)
        let things = [Thing(), Thing(), Thing()]
        let handles = things.map { table.insert($0) }
        #expect(zip(handles, things).allSatisfy { table[$0] === $1 })
        table.remove(handles[1])
        #expect(table[handles[1]] == nil)
        #expect(table[handles[0]] === things[0] && table[handles[2]] === things[2])
    }

    @Test("The handle of something removed names nothing when its place is taken again, however often")
    func reuse() {
        var table = HandleTable<Thing>(capacity: 1)
        var handles: Set<UInt32> = []
        for _ in 0..<200 {
            let handle = table.insert(Thing())
            let oldOnes = handles.filter { table[$0] != nil }
            #expect(oldOnes.isEmpty && handle != 0)
            handles.insert(handle)
            table.remove(handle)
            table.remove(handle)
        }
        #expect(handles.count == 200)
    }

    @Test("A full table gives no handle, and one place freed twice is one place")
    func full() {
        var table = HandleTable<Thing>(capacity: 2)
        let first = table.insert(Thing())
        #expect(table.insert(Thing()) != 0)
        #expect(table.insert(Thing()) == 0)
        table.remove(first)
        table.remove(first)
        #expect(table.insert(Thing()) != 0)
        #expect(table.insert(Thing()) == 0)
    }

    @Test("Numbers that were never handed out name nothing", arguments: [0, 1, 4_095, 4_096, 4_097, .max, 1 << 31])
    func strangers(number: UInt32) {
        var table = HandleTable<Thing>(capacity: 4)
        #expect(table[number] == nil)
        table.remove(number)
        #expect(table.insert(Thing()) == 1 << 12)
    }

    @Test("A place used more often than a handle can count begins again at one, never at zero")
    func wrap() {
        var table = HandleTable<Thing>(capacity: 1)
        for _ in 0..<(1 << 20) + 2 { table.remove(table.insert(Thing())) }
        #expect(table.insert(Thing()) >> 12 >= 1)
    }
}
