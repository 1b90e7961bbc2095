/// Closed leaves that asked for labels nobody has defined yet, with their content, to be read again if somebody does.
struct WaitingLeaves {
    private struct Leaf {
        let id: BlockID
        let content: [UInt8]
        var isDue = false
    }

    /// A leaf that asked for a label, and who asked for it before, -1 for nobody.
    private struct Asker {
        let leaf: Int32
        let previous: Int32
    }

    private var leaves: [Leaf] = []
    private var labels = HashTree()
    private var askers: [Asker] = []
    /// Per label, who asked for it last; -1 for nobody.
    private var lastAskers: [Int32] = []
    private var due: [Int32] = []

    /// Keeps a leaf's content.
    mutating func add(_ id: BlockID, _ content: UnsafeBufferPointer<UInt8>, missing: [UInt64]) {
        let leaf = Int32(truncatingIfNeeded: leaves.count)
        leaves.append(Leaf(id: id, content: Array(content)))
        for label in missing {
            let place = labels.enter(label)
            if place == lastAskers.count { lastAskers.append(-1) }
            let previous = lastAskers[place]
            if previous >= 0, askers[Int(previous)].leaf == leaf { continue }
            lastAskers[place] = Int32(truncatingIfNeeded: askers.count)
            askers.append(Asker(leaf: leaf, previous: previous))
        }
    }

    /// Labels have been defined: whoever asked for one is to be read again.
    mutating func defined(_ hashes: [UInt64]) {
        for hash in hashes {
            guard let place = labels.place(of: hash) else { continue }
            var next = Int(lastAskers[place])
            lastAskers[place] = -1
            while next >= 0 {
                let asker = askers[next]
                if !leaves[Int(asker.leaf)].isDue {
                    leaves[Int(asker.leaf)].isDue = true
                    due.append(asker.leaf)
                }
                next = Int(asker.previous)
            }
        }
    }

    /// Whether a leaf is to be read again.
    var hasDue: Bool { !due.isEmpty }

    /// How many bytes the next one has.
    var nextCost: Int { due.last.map { leaves[Int($0)].content.count } ?? 0 }

    /// Takes a leaf that is to be read again.
    mutating func takeDue() -> (id: BlockID, content: [UInt8])? {
        guard let last = due.popLast() else { return nil }
        leaves[Int(last)].isDue = false
        return (leaves[Int(last)].id, leaves[Int(last)].content)
    }
}
