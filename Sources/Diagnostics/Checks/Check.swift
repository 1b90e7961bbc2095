/// Something that can be looked at, such as whether a model server streams.
package struct Check: Sendable {
    /// What a check's body says; the name is the check's own.
    package struct Observation: Sendable, Hashable {
        package var outcome: Finding.Outcome
        package var seen: String
        package var advice: String?

        package init(_ outcome: Finding.Outcome, seen: String, advice: String? = nil) {
            self.outcome = outcome
            self.seen = seen
            self.advice = advice
        }

        /// Nothing to do.
        package static func ok(_ seen: String) -> Observation {
            Observation(.ok, seen: seen)
        }

        /// It works, but should be looked after.
        package static func warning(_ seen: String, advice: String) -> Observation {
            Observation(.warning, seen: seen, advice: advice)
        }

        /// It does not work.
        package static func failure(_ seen: String, advice: String) -> Observation {
            Observation(.failure, seen: seen, advice: advice)
        }
    }

    /// Stable and in kebab-case: `model-streams`.
    package let name: String
    private let look: @Sendable () async throws -> Observation

    package init(_ name: String, look: @escaping @Sendable () async throws -> Observation) {
        self.name = name
        self.look = look
    }

    /// Looks once. An error of the body is a failure that says what was thrown; being cancelled is one too.
    package func finding() async -> Finding {
        do {
            let observation = try await look()
            return Finding(
                check: name, outcome: observation.outcome, seen: observation.seen, advice: observation.advice)
        } catch {
            return Finding(
                check: name, outcome: .failure, seen: "The check itself failed: \(error)",
                advice: "Run it again; if it fails again, report it with this line.")
        }
    }
}
