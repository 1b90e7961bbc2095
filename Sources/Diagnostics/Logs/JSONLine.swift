internal import Logging

/// One JSON object on one line, never longer than its bound and always whole.
struct JSONLine {
    private static let maximumText = 4096
    private static let maximumKey = 128
    private static let maximumDepth = 4
    private static let end: StaticString = ",\"cut\":true}\n"
    /// The least room in which a field is begun: its key, quotes and the mark of a cut.
    private static let leastRoom = maximumKey + 32

    private var line = BoundedLine(reserve: 2 * maximumDepth + 16)

    init() {}

    /// The finished line; `"cut":true` says that something was left out.
    consuming func finish() -> [UInt8] {
        if line.isCut {
            line.append(Self.end)
        } else {
            line.append("}\n")
        }
        return line.bytes
    }

    /// Adds a field with text; the text is cut after 4 KiB.
    mutating func field(_ key: String, _ text: String) {
        guard begin(key) else { return }
        string(text)
    }

    /// Adds metadata: dictionaries are flattened to dotted keys, everything else becomes a value.
    mutating func field(_ key: String, _ value: Logger.MetadataValue) {
        field(key, value, depth: 0)
    }

    private mutating func field(_ key: String, _ value: Logger.MetadataValue, depth: Int) {
        if case .dictionary(let fields) = value, depth < Self.maximumDepth {
            for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
                field(key + "." + name, value, depth: depth + 1)
            }
        } else if begin(key) {
            self.value(value, depth: depth)
        }
    }

    private mutating func begin(_ key: String) -> Bool {
        guard line.room >= Self.leastRoom else {
            line.truncate(to: line.bytes.count)
            return false
        }
        line.append(line.bytes.isEmpty ? "{\"" : ",\"")
        line.append(escaping: key, limit: Self.maximumKey, isQuoted: true)
        line.append("\":")
        return true
    }

    private mutating func string(_ text: String) {
        line.append("\"")
        line.append(escaping: text, limit: Self.maximumText, isQuoted: true)
        line.append("\"")
    }

    private mutating func value(_ value: Logger.MetadataValue, depth: Int) {
        switch value {
        case .string(let text): string(text)
        case .stringConvertible(let value): scalar(value)
        case .array(let values) where depth < Self.maximumDepth: array(values, depth: depth)
        case .array, .dictionary: string("\(value)")
        }
    }

    private mutating func scalar(_ value: any CustomStringConvertible) {
        switch value {
        case let number as any BinaryInteger: line.append(short: String(describing: number))
        case let number as Double where number.isFinite: line.append(short: "\(number)")
        case let flag as Bool: line.append(short: flag ? "true" : "false")
        default: string(value.description)
        }
    }

    private mutating func array(_ values: [Logger.MetadataValue], depth: Int) {
        line.append("[")
        for (index, value) in values.enumerated() {
            guard line.room >= Self.leastRoom else {
                line.truncate(to: line.bytes.count)
                break
            }
            if index > 0 { line.append(",") }
            switch value {
            case .dictionary: string("\(value)")
            default: self.value(value, depth: depth + 1)
            }
        }
        line.append("]")
    }
}
