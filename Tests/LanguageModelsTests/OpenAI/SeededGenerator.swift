/// Random numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension [UInt8] {
    /// Changes, removes, doubles or inserts something that matters in JSON.
    mutating func mutate(using generator: inout SeededGenerator) {
        guard !isEmpty else { return }
        let index = Int.random(in: 0..<count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: self[index] = Array(#"{}[]",:\ 0-1.eunt"#.utf8).randomElement(using: &generator) ?? 0
        case 1: self[index] = UInt8.random(in: 0...255, using: &generator)
        case 2: remove(at: index)
        case 3: insert(contentsOf: Array(#"\u00"#.utf8), at: index)
        default:
            let end = Swift.min(count, index + Int.random(in: 1...40, using: &generator))
            insert(contentsOf: Array(self[index..<end]), at: index)
        }
    }
}
