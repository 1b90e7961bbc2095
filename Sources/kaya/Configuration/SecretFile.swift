internal import Foundation

/// Reads a file that holds one key.
enum SecretFile {
    /// More than this is no key.
    static let maximumBytes = 65_536

    /// The file's text without the white space around it.
    ///
    /// - Throws: when it cannot be read, is no UTF-8 or too large.
    static func read(_ path: String) throws -> String {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }  // It was only read.
        let bytes = try file.read(upToCount: maximumBytes + 1) ?? Data()
        guard bytes.count <= maximumBytes, let text = String(data: bytes, encoding: .utf8) else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
