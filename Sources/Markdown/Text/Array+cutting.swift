extension Array {
    /// Takes elements off the end until so many are left, and keeps the memory. It needs less code per type of element
    /// than `removeSubrange`; for many bytes, that is faster.
    mutating func cut(to count: Int) {
        while self.count > count { removeLast() }
    }
}

extension [UInt8] {
    /// Adds a part of a text, by the same code as any other text.
    mutating func append(contentsOf part: Slice<Bytes>) {
        append(contentsOf: Bytes(rebasing: part))
    }
}
