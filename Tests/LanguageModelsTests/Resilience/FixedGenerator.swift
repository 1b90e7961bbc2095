/// Chance that always says the same, for numbers from 0 up to but not including 1.
struct FixedGenerator: RandomNumberGenerator {
    static let lowest = FixedGenerator(bits: 0)
    static let middle = FixedGenerator(bits: 1 << 52)
    static let highest = FixedGenerator(bits: .max)

    let bits: UInt64

    mutating func next() -> UInt64 { bits }
}
