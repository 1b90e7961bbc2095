/// What a check saw, and what to do about it.
package struct Finding: Sendable, Hashable, Codable {
    /// How a check went.
    package enum Outcome: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
        /// Nothing to do.
        case ok
        /// It works, but not as well as it could.
        case warning
        /// It does not work.
        case failure

        /// Worse outcomes are greater.
        package static func < (left: Outcome, right: Outcome) -> Bool {
            left.rank < right.rank
        }

        private var rank: Int {
            switch self {
            case .ok: 0
            case .warning: 1
            case .failure: 2
            }
        }
    }

    /// The check's name, stable and in kebab-case: `model-streams`.
    package var check: String
    package var outcome: Outcome
    /// What was seen, as one sentence with its figures.
    package var seen: String
    /// What to do now; `nil` where there is nothing to do.
    package var advice: String?

    package init(check: String, outcome: Outcome, seen: String, advice: String? = nil) {
        self.check = check
        self.outcome = outcome
        self.seen = seen
        self.advice = advice
    }
}
