/// When the ticks of a synthetic stream are sent, and what is sent with them: each pattern finds something else that can lie
/// between Kaya and a reader.
enum CheckPattern: String, Sendable, CaseIterable {
    /// Small pieces, four a second, for five seconds: finds what collects bytes.
    case steady
    /// The same with 2 KiB of comment in each piece: finds how much is collected.
    case padded
    /// Silences that grow beyond the limits people set, without a sign of life: finds after how long silence is cut.
    case idle
    /// A piece every five seconds for two minutes: finds what cuts a stream that is not silent.
    case long

    /// When each tick is due, counted from the first, which is sent at once.
    var dueTimes: [Duration] {
        switch self {
        case .steady, .padded: (0..<20).map { .milliseconds($0 * 250) }
        case .idle: [.zero, .seconds(5), .seconds(17), .seconds(48), .seconds(110)]
        case .long: (0...24).map { .seconds($0 * 5) }
        }
    }

    /// Bytes of comment that come with each tick.
    var padding: Int { self == .padded ? 2_048 : 0 }
}
