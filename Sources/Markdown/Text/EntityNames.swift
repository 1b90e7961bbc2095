/// The names of ``EntityTable``, and how they begin, by their hashes.
struct EntityNames {
    enum Match {
        /// It is a name, which stands for this character, and for a second one behind it unless that is 0.
        case name(UInt32, UInt32)
        /// A longer name begins like this.
        case beginning
        case absent
    }

    private struct Name {
        let range: Range<Int>
        let first: UInt32
        let second: UInt32
    }

    private var hashes = HashTree()
    /// Per hash, the place in the list of names; -1 for what is only a beginning.
    private var places: [Int32] = []
    private var names: [Name] = []

    private static let all = EntityNames()
    private static var table: Bytes {
        Bytes(start: EntityTable.names.utf8Start, count: EntityTable.names.utf8CodeUnitCount)
    }

    private init() {
        var values = TableNumbers(EntityTable.values)
        var character: UInt32 = 0
        var hash = ByteHash()
        var place = 0
        var start = 0
        for (offset, byte) in Self.table.enumerated() {
            if byte != UInt8(ascii: ";") {
                hash.add(byte)
                place = hashes.enter(hash.value)
                if place == places.count { places.append(-1) }
            } else if let value = values.next() {
                character &+= value >> 1
                let second = value & 1 == 1 ? values.next() ?? 0 : 0
                places[place] = Int32(truncatingIfNeeded: names.count)
                names.append(Name(range: start..<offset, first: character, second: second))
                hash = ByteHash()
                start = offset + 1
            }
        }
    }

    /// What a name is, without ampersand and semicolon.
    static func find(_ name: Bytes) -> Match {
        var hash = ByteHash()
        for byte in name { hash.add(byte) }
        guard let place = all.hashes.place(of: hash.value) else { return .absent }
        guard all.places[place] >= 0 else { return .beginning }
        let found = all.names[Int(all.places[place])]
        let table = table
        guard found.range.count == name.count else { return .absent }
        for index in 0..<name.count where name[index] != table[found.range.lowerBound + index] { return .absent }
        return .name(found.first, found.second)
    }
}
