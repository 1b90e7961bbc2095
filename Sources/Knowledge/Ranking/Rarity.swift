import Foundation

/// How much a term tells texts apart.
enum Rarity {
    /// The probabilistic inverse document frequency, kept positive: the rarer the heavier, never below 0.1.
    static func weight(of frequency: Int, among total: Int) -> Double {
        let rest = Double(max(total - frequency, 0)) + 0.5
        return max(0.1, log(1 + rest / (Double(frequency) + 0.5)))
    }
}
