/// How long to wait before the next of several attempts in a row.
struct Backoff: Sendable, Hashable {
    let shortest: Duration
    let longest: Duration

    /// The wait before attempt `number`, counted from 1: doubled each time, less up to a half by chance.
    func delay(before number: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let doubled = shortest * (1 << min(max(number - 1, 0), 20))
        return min(doubled, longest) * Double.random(in: 0.5...1, using: &generator)
    }
}
