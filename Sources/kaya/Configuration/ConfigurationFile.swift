internal import Yams

/// The settings of a `kaya.yaml`, flat, each with the line it stands on.
///
/// Model servers are a list under `models`, or one under `model`; the n-th one's settings become `model.n.…`.
struct ConfigurationFile: Sendable {
    /// A value as it is written; a list's texts are joined by commas.
    struct Entry: Hashable, Sendable {
        let path: String
        let value: String
        let line: Int
    }

    let name: String
    private(set) var entries: [Entry] = []
    private(set) var problems: [ConfigurationProblem] = []
    private static let modelList = "models"
    private static let maximumDepth = 16

    /// Reads YAML, or JSON, which is YAML too. What cannot be read becomes a problem, and the rest is read on.
    init(name: String, text: String) {
        self.name = name
        do {
            guard let root = try Yams.compose(yaml: text) else { return }
            if let mapping = root.mapping {
                read(mapping, at: [])
            } else {
                problem("", line: 1, "The file must hold keys and values.")
            }
        } catch {
            // The text is not quoted: the line at fault may hold a key.
            var line = 0
            if let error = error as? YamlError, case .parser(_, _, let mark, _) = error { line = mark.line }
            problem("", line: line, "This is no YAML.")
        }
    }

    private mutating func read(_ mapping: Node.Mapping, at path: [String]) {
        guard path.count < Self.maximumDepth else { return problem(path.joined(separator: "."), line: 0, "Too deep.") }
        var seen: Set<String> = []
        for (keyNode, value) in mapping {
            let key = keyNode.string ?? "?"
            let line = keyNode.mark?.line ?? 0
            let full = path + [key]
            guard seen.insert(key).inserted else {
                problem(full.joined(separator: "."), line: line, "This key stands here twice.")
                continue
            }
            if path.isEmpty, key == Self.modelList {
                readModels(value, line: line)
            } else {
                read(value, at: full, line: line)
            }
        }
    }

    private mutating func read(_ node: Node, at path: [String], line: Int) {
        let name = path.joined(separator: ".")
        switch node {
        case .mapping(let mapping): read(mapping, at: path)
        case .scalar(let scalar):
            if scalar.string.isEmpty || node.null != nil { return }
            entries.append(Entry(path: name, value: scalar.string, line: line))
        case .sequence(let sequence):
            let texts = sequence.compactMap { $0.scalar?.string }
            guard texts.count == sequence.count else {
                return problem(name, line: line, "A list must hold plain values.")
            }
            entries.append(Entry(path: name, value: texts.joined(separator: ","), line: line))
        case .alias: problem(name, line: line, "An alias without its anchor.")
        }
    }

    private mutating func readModels(_ node: Node, line: Int) {
        guard let sequence = node.sequence else {
            return problem(Self.modelList, line: line, "This must be a list of model servers.")
        }
        for (index, server) in sequence.enumerated() {
            guard let mapping = server.mapping else {
                problem(Self.modelList, line: line, "Entry \(index + 1) must hold keys and values.")
                continue
            }
            let prefix = SettingName(.modelName, server: index + 1).path.split(separator: ".").dropLast().map(
                String.init)
            if index == 0, entries.contains(where: { $0.path.hasPrefix(ConfigurationKey.modelPrefix) }) {
                problem(Self.modelList, line: line, "Write either model or models.")
            }
            read(mapping, at: prefix)
        }
    }

    private mutating func problem(_ path: String, line: Int, _ message: String) {
        problems.append(
            ConfigurationProblem(
                key: path.isEmpty ? name : path, origin: .file(path: name, line: line), message: message))
    }
}
