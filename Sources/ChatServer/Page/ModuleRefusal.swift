/// Why modules cannot be joined, and where.
struct ModuleRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    let file: String
    /// From 1.
    let line: Int
    let reason: String

    var description: String { "\(file):\(line): \(reason)" }
}
