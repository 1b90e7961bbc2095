/// A run of `*`, `_` or `~` that can open or close a span (§6.2).
struct DelimiterRun {
    /// What is used of a run to open a span: the run's spans form a list, the outermost first.
    struct Opening {
        let width: UInt8
        let next: Int32
    }

    let character: UInt8
    let canOpen: Bool
    let canClose: Bool
    /// How many delimiters it had.
    let length: Int32
    /// Where it begins in the source.
    let offset: Int32
    /// How many are not used yet.
    var remaining: Int32
    /// How many were used to close spans, and how many spans.
    var closingWidth: Int32 = 0
    var exitCount: Int32 = 0
    /// The first of its openings, -1 for none.
    var openings: Int32 = -1
    /// Its neighbours among the runs that are still in play, -1 for none.
    var previous: Int32
    var next: Int32 = -1

    /// Whether nothing of it was used.
    var isUnused: Bool { remaining == length }

    /// Which of the lower bounds of searches holds for it as a closer.
    var boundIndex: Int {
        let third = Int(length % 3) + (canOpen ? 3 : 0)
        switch character {
        case UInt8(ascii: "*"): return third
        case UInt8(ascii: "_"): return 6 + third
        default: return 12 + Int(length & 1)
        }
    }

    /// Whether it and a later run may be the two sides of a span: the same character, and the rule of three.
    func opens(for closer: DelimiterRun) -> Bool {
        guard canOpen, character == closer.character else { return false }
        if character == UInt8(ascii: "~") { return length == closer.length }
        return !(closer.canOpen || canClose) || closer.length % 3 == 0 || (length &+ closer.length) % 3 != 0
    }
}
