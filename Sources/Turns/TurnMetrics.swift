internal import Answering
package import Diagnostics
internal import Dialogue

/// What turns count: how they ended and why, how long the first word and the whole took, how many run and wait.
package struct TurnMetrics: Sendable {
    /// How a turn ended, as a label.
    fileprivate enum Outcome: String, MetricLabel {
        case complete
        case length
        case refused
        case stopped
        case abandoned
        case interrupted
        case failed
    }

    private let ended: Family<Counter, Outcome>
    private let problems: Family<Counter, ProblemCode>
    private let firstText: Histogram
    private let duration: Histogram

    package init(registry: MetricsRegistry, intake: TurnIntake) {
        ended = registry.counter(
            "kaya_turns_total", "Turns, by how they ended.", by: .cases(of: Outcome.self, named: "outcome"))
        problems = registry.counter(
            "kaya_turn_problems_total", "Turns that failed, by the problem shown.",
            by: .cases(of: ProblemCode.self, named: "code"))
        firstText = registry.histogram(
            "kaya_turn_first_text_seconds", "From a question's acceptance to the first text of its answer.")
        duration = registry.histogram(
            "kaya_turn_duration_seconds", "From a question's acceptance to the end of its answer.")
        registry.gauge("kaya_turns_running", "Turns that run.") { Double(intake.runningCount) }
        registry.gauge("kaya_turns_queued", "Turns that wait for a place.") { Double(intake.queuedCount) }
    }

    func turnEnded(_ ending: TurnEnding, duration: Duration) {
        ended[Outcome(ending)].increment()
        switch ending {
        case .failed(let problem): problems[problem.code].increment()
        case .stopped(.overlong): problems[.answerTooLong].increment()
        default: break
        }
        self.duration.observe(duration)
    }

    func firstText(after duration: Duration) {
        firstText.observe(duration)
    }
}

extension TurnMetrics.Outcome {
    fileprivate init(_ ending: TurnEnding) {
        self =
            switch ending {
            case .answered(let answer):
                switch answer.finish {
                case .length: .length
                case .refusal, .contentFilter: .refused
                default: .complete
                }
            case .failed, .stopped(.overlong): .failed
            case .stopped(.requested): .stopped
            case .stopped(.abandoned): .abandoned
            case .stopped(.shutdown): .interrupted
            }
    }
}

extension ProblemCode: MetricLabel {}
