/// Hashes, each with its place in the order of their coming.
///
/// They are found bit by bit: in 64 steps at the most, whatever hashes somebody brings about.
struct HashTree {
    private struct Node {
        let hash: UInt64
        /// Where the hashes go on that have a zero, or a one, as their next bit; 0 for nowhere.
        var zero: Int32 = 0
        var one: Int32 = 0
    }

    private var nodes: [Node] = []

    /// The place of a hash; nil if it never came.
    func place(of hash: UInt64) -> Int? {
        guard case .found(let place) = search(hash) else { return nil }
        return place
    }

    /// The place of a hash, which comes now if it never came.
    mutating func enter(_ hash: UInt64) -> Int {
        let place = nodes.count
        switch search(hash) {
        case .found(let place): return place
        case .absent(let parent?, false): nodes[parent].zero = Int32(truncatingIfNeeded: place)
        case .absent(let parent?, true): nodes[parent].one = Int32(truncatingIfNeeded: place)
        case .absent(nil, _): break
        }
        nodes.append(Node(hash: hash))
        return place
    }

    private enum Search {
        case found(Int)
        /// It would hang below this node, on the side of its next bit; nil in an empty tree.
        case absent(Int?, isOne: Bool)
    }

    private func search(_ hash: UInt64) -> Search {
        if nodes.isEmpty { return .absent(nil, isOne: false) }
        var index = 0
        var bits = hash
        while true {
            let node = nodes[index]
            if node.hash == hash { return .found(index) }
            let isOne = bits & 1 == 1
            let next = isOne ? node.one : node.zero
            if next == 0 { return .absent(index, isOne: isOne) }
            index = Int(next)
            bits >>= 1
        }
    }
}
