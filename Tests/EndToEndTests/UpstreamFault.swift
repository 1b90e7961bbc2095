import KayaTesting
import Testing

/// One way in which a model server goes wrong, or merely odd, and what a reader of Kaya sees of it.
struct UpstreamFault: Sendable, CustomTestStringConvertible {
    /// What goes wrong, as a sentence.
    var sentence: String
    /// What the server does at each attempt, counted from 1.
    var script: @Sendable (Int) -> ModelServer.Script
    /// How the stream may end: a finish, or a problem's code.
    var outcomes: Set<String>
    /// The text that is shown before the end.
    var text: String
    /// How often the model server may be asked.
    var calls: ClosedRange<Int>
    /// The time in which the stream has ended, with room for a slow machine.
    var limit: Duration
    /// Whether the next question is answered. Not after what an operator must mend, or what the server asked to wait for.
    var passes: Bool
    /// Kaya's configuration, where it is another than for all faults.
    var settings: [String: String]

    var testDescription: String { sentence }

    static let all = silences + cuts + bodies + oddities + statuses

    /// A fault; unless said otherwise nothing is shown before the end and the server is asked once.
    init(
        _ sentence: String, ends outcomes: String..., text: String = "", calls: ClosedRange<Int> = 1...1,
        passes: Bool = true,
        within limit: Duration = .seconds(20), settings: [String: String] = [:],
        _ script: @escaping @Sendable (Int) -> ModelServer.Script
    ) {
        self.sentence = sentence
        self.script = script
        self.outcomes = Set(outcomes)
        self.text = text
        self.calls = calls
        self.limit = limit
        self.passes = passes
        self.settings = settings
    }

    /// What an upstream says in its own words, and no reader may see.
    static let words = "UPSTREAM-WORDS /srv/model/serve.py line 7"
}
