/// Everything that is wrong with the configuration, at once.
struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    let problems: [ConfigurationProblem]

    var description: String {
        let count = problems.count == 1 ? "one thing" : "\(problems.count) things"
        return (["The configuration has \(count) to correct:"] + problems.map { "  \($0)" }).joined(separator: "\n")
    }
}
