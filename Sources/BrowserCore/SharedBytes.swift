/// Bytes at an address that the page reads from or writes to.
///
/// The address holds until the next change. Room of more than 64 KiB is given back at the first change that needs less.
final class SharedBytes {
    static let usualCapacity = 1 << 16

    private(set) var memory: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init() {
        memory = .allocate(capacity: Self.usualCapacity)
    }

    deinit {
        memory.deallocate()
    }

    /// The bytes as they are.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: memory[..<count]) }

    /// Forgets the bytes.
    func clear() {
        reserve(0)
        count = 0
    }

    /// Has these bytes instead.
    func replace(with bytes: [UInt8]) {
        reserve(bytes.count)
        _ = memory.update(fromContentsOf: bytes)
        count = bytes.count
    }

    /// The first bytes that the page has written; nil when it names more than there is room for.
    func written(_ count: Int) -> UnsafeBufferPointer<UInt8>? {
        guard count >= 0, count <= memory.count else { return nil }
        return UnsafeBufferPointer(rebasing: memory[..<count])
    }

    private func reserve(_ needed: Int) {
        let capacity = max(needed, Self.usualCapacity)
        guard capacity > memory.count || memory.count > Self.usualCapacity else { return }
        memory.deallocate()
        memory = .allocate(capacity: capacity)
    }
}
