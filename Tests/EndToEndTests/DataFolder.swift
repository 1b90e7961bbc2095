import Foundation

/// A data folder that outlives a Kaya, for one test; removed with the test.
final class DataFolder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "kaya-data-\(UUID().uuidString)")

    deinit {
        try? FileManager.default.removeItem(at: url)  // the system clears it in the end
    }

    /// The setting that makes a Kaya use it.
    var settings: [String: String] { ["KAYA_DATA": url.path()] }

    /// The names of the files that hold these words.
    func files(mentioning words: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil).filter { file in
            try Data(contentsOf: file).range(of: Data(words.utf8)) != nil
        }.map(\.lastPathComponent)
    }
}
