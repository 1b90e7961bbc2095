package import Foundation

/// The language-neutral cases in the repository's `Fixtures` folder.
package enum Fixture {
    /// The folder of all fixtures, found from where this file was compiled.
    package static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures", directoryHint: .isDirectory)

    /// The cases of a file with one JSON object a line.
    ///
    /// - Throws: what reading or decoding threw; a file without cases is an error too, so that no test runs on none.
    package static func lines<Case: Decodable>(
        of file: URL, as type: Case.Type = Case.self
    ) throws -> [Case] {
        let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
        guard !lines.isEmpty else { throw CocoaError(.fileReadCorruptFile, userInfo: [NSURLErrorKey: file]) }
        return try lines.map { try JSONDecoder().decode(Case.self, from: $0) }
    }
}
