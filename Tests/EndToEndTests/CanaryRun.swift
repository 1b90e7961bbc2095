import Foundation
import KayaTesting
import Testing

/// A Kaya whose every secret and every question is a ``Canary``, and everything of note that it answered.
final class CanaryRun {
    let kaya: KayaProcess
    /// What stands nowhere but in the answer that hands it out.
    private(set) var secrets: [Canary] = []
    /// What is said outside of conversations, or stands in requests without being kept: in no log and in no file.
    private(set) var passing: [Canary] = []
    /// What the archive keeps.
    private(set) var kept: [Canary] = []
    /// The refusals, head and body, and all that ended in a failure.
    private(set) var errors: [String] = []

    init(_ kaya: KayaProcess, secrets: [Canary]) {
        self.kaya = kaya
        self.secrets = secrets
    }

    func secret(_ name: String, made core: String? = nil) -> Canary {
        let canary = core.map { Canary(name, made: $0) } ?? Canary(name)
        secrets.append(canary)
        return canary
    }

    /// A token and its part that cannot be guessed.
    @discardableResult
    func token(_ name: String, _ text: some StringProtocol) -> String {
        let last = String(text).split(separator: "." as Character).last.map { String($0) } ?? ""
        for core in Set([String(text), last]) { _ = secret(name, made: core) }
        return String(text)
    }

    func passing(_ name: String) -> Canary {
        let canary = Canary(name)
        passing.append(canary)
        return canary
    }

    func kept(_ name: String) -> Canary {
        let canary = Canary(name)
        kept.append(canary)
        return canary
    }

    /// Makes a request, with words in all the fields that somebody might log, and sees to its status.
    @discardableResult
    func call(
        _ method: String, _ target: String, _ fields: [String] = [], json: String = "", expects status: Int,
        _ location: SourceLocation = #_sourceLocation
    ) async throws -> KayaProcess.Response {
        let response = try #require(
            try await kaya.get(target, method: method, fields: fields, body: json), sourceLocation: location)
        #expect(response.status == status, "\(method) \(target): \(response.body)", sourceLocation: location)
        if response.status >= 400 || response.body.contains(#""error":"#) || response.body.contains("turn.failed") {
            errors.append("\(method) \(response.fields) \(response.body)")
        }
        return response
    }

    /// What a response's JSON has at a name.
    static func value(_ name: String, _ response: KayaProcess.Response) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(response.body.utf8)) as? [String: Any]
        return try #require(object?[name] as? String, "\(name) in \(response.body)")
    }

    /// Expects every canary to be only where it belongs.
    func expectNoLeak(metrics: String) throws {
        let files = try dataFiles()
        let log = Data(kaya.log.utf8)
        for canary in secrets + passing + kept {
            #expect(!canary.isIn(log), "\(canary.name) in the log")
            #expect(!canary.isIn(Data(metrics.utf8)), "\(canary.name) in the metrics")
            for error in errors where canary.isIn(Data(error.utf8)) {
                Issue.record("\(canary.name) in the error \(error)")
            }
        }
        for (name, bytes) in files {
            let wrong = (secrets + passing).filter { $0.isIn(bytes) }.map(\.name)
            #expect(wrong.isEmpty, "in \(name)")
            if !name.hasPrefix("conversations.sqlite") {
                #expect(kept.filter { $0.isIn(bytes) }.map(\.name).isEmpty, "in \(name)")
            }
        }
        for canary in kept {
            #expect(files.contains { canary.isIn($0.bytes) }, "\(canary.name) is kept, and the search can find it")
        }
    }

    /// Every file of the data folder and what is in it.
    private func dataFiles() throws -> [(name: String, bytes: Data)] {
        let folder = URL(filePath: kaya.dataFolder)
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path()).compactMap { name in
            let path = folder.appending(path: name)
            guard try path.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { return nil }
            return (name, try Data(contentsOf: path))
        }
    }
}
