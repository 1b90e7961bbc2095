/// Things that a page names by number.
///
/// A handle names a place and how often it was used before, so that the handle of something freed names nothing, even
/// when its place is taken again. Zero is never a handle.
struct HandleTable<Element: AnyObject> {
    private struct Place {
        var uses: UInt32 = 0
        var element: Element?
    }

    /// How many elements there may be at once.
    let capacity: Int
    private var places: [Place] = []
    private var free: [Int] = []

    private static var placeBits: UInt32 { 12 }

    /// Makes an empty table; a capacity beyond 4,096 is 4,096.
    init(capacity: Int) {
        self.capacity = min(capacity, 1 << Int(Self.placeBits))
    }

    /// The element of a handle; nil for a handle that names nothing.
    subscript(handle: UInt32) -> Element? {
        place(of: handle).flatMap { places[$0].element }
    }

    /// Takes an element in and names it; zero when there are too many.
    mutating func insert(_ element: Element) -> UInt32 {
        let index: Int
        if let last = free.popLast() {
            index = last
        } else if places.count < capacity {
            index = places.count
            places.append(Place())
        } else {
            return 0
        }
        let uses = (places[index].uses &+ 1) & (UInt32.max >> Self.placeBits)
        places[index] = Place(uses: max(uses, 1), element: element)
        return places[index].uses << Self.placeBits | UInt32(truncatingIfNeeded: index)
    }

    /// Forgets an element; does nothing for a handle that names nothing.
    mutating func remove(_ handle: UInt32) {
        guard let index = place(of: handle) else { return }
        places[index].element = nil
        free.append(index)
    }

    private func place(of handle: UInt32) -> Int? {
        let index = Int(handle & (1 << Self.placeBits - 1))
        guard index < places.count, places[index].element != nil, places[index].uses == handle >> Self.placeBits
        else { return nil }
        return index
    }
}
