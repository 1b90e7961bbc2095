import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `kaya serve` as a process of its own, with an empty data folder and its log in a file.
///
/// It takes a free port itself and its log says which. A port found for it beforehand could be another test's model
/// server by the time it listens.
final class KayaProcess: Sendable {
    /// The process did not become ready, or did not end.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let boundPort = Mutex(0)
    private let process: Process
    private let folder: URL
    private let exited: AsyncStream<Int32>

    private init(settings: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "kaya-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (exited, report) = AsyncStream.makeStream(of: Int32.self, bufferingPolicy: .bufferingNewest(1))
        self.exited = exited
        process = Process()
        process.executableURL = Self.executable
        process.arguments = ["serve"]
        process.currentDirectoryURL = folder
        process.environment = Self.environment(folder: folder).merging(settings) { $1 }
        process.standardInput = FileHandle.nullDevice
        try Data().write(to: folder.appending(path: "log"))
        let log = try FileHandle(forWritingTo: folder.appending(path: "log"))
        process.standardOutput = log
        process.standardError = log
        process.terminationHandler = { process in
            report.yield(
                process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus)
            report.finish()
        }
        try process.run()
        try log.close()
    }

    /// The product lies beside the program that runs these tests.
    static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "kaya")

    private static func environment(folder: URL) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("KAYA_") && !$0.key.hasPrefix("OPENAI_") }
        environment["KAYA_HOST"] = "127.0.0.1"
        environment["KAYA_PORT"] = "0"
        environment["KAYA_DATA"] = folder.appending(path: "data").path()
        environment["KAYA_KNOWLEDGE_ENABLED"] = "false"
        environment["KAYA_QUOTING_FALLBACK"] = "false"
        environment["KAYA_MODEL_NAME"] = "test-model"
        environment["KAYA_MODEL_API_KEY"] = secret
        // A title would be a second call of the model, which tests count.
        environment["KAYA_CONVERSATIONS_TITLES"] = "words"
        environment["KAYA_LOG_LEVEL"] = "debug"
        environment["KAYA_LIMITS_QUESTIONS_PER_MINUTE"] = "0"
        return environment
    }

    /// The key that no reader and no log may ever see.
    static let secret = "sk-test-4f0c8b17"

    /// Runs Kaya while `body` runs, and ends it by force.
    static func run<Value>(
        model baseURL: String, settings: [String: String] = [:], _ body: (KayaProcess) async throws -> Value
    ) async throws -> Value {
        let kaya = try KayaProcess(settings: settings.merging(["KAYA_MODEL_BASE_URL": baseURL]) { $1 })
        do {
            try await kaya.becomeReady()
            let value = try await body(kaya)
            await kaya.end()
            return value
        } catch {
            // Ending removes the log.
            print("The log of the Kaya whose test threw \(error):\n\(kaya.log.suffix(4000))")
            await kaya.end()
            throw error
        }
    }

    private func becomeReady() async throws {
        try await waitUntil("kaya is ready; its log: \(log)") {
            guard process.isRunning else { throw Failure(description: "kaya ended at once: \(log)") }
            guard let port = announcedPort else { return false }
            boundPort.withLock { $0 = port }
            return try await get("/readyz")?.status == 200
        }
    }

    /// The port it listens on.
    var port: Int { boundPort.withLock { $0 } }

    private var announcedPort: Int? {
        log.firstMatch(of: /answers on http:\/\/127\.0\.0\.1:([0-9]+)"/).flatMap { Int($0.output.1) }
    }

    private func end() async {
        signal(SIGKILL)
        _ = await exitStatus()
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("\(folder.path()) could not be removed: \(error)")
        }
    }

    /// Sends the process a signal.
    func signal(_ number: Int32) {
        if process.isRunning { kill(process.processIdentifier, number) }
    }

    /// Waits for its end: its exit status, or a signal's number below zero.
    func exitStatus() async -> Int32 {
        for await status in exited { return status }
        return process.terminationStatus
    }

    /// Its data folder.
    var dataFolder: String { folder.appending(path: "data").path() }

    /// What it has logged so far.
    var log: String {
        FileManager.default.contents(atPath: folder.appending(path: "log").path()).map {
            String(decoding: $0, as: UTF8.self)
        }
            ?? ""
    }

    // MARK: What it takes

    /// How many descriptors it has open.
    var descriptorCount: Int {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.processIdentifier)/fd").count
        }
    }

    /// Lets it have so many descriptors and no more.
    func limitDescriptors(to count: Int) throws {
        let limit = Process()
        limit.executableURL = URL(filePath: "/usr/bin/prlimit")
        limit.arguments = ["--pid", "\(process.processIdentifier)", "--nofile=\(count):\(count)"]
        try limit.run()
        limit.waitUntilExit()
        guard limit.terminationStatus == 0 else { throw Failure(description: "prlimit failed") }
    }

    /// The processor time it has used, in hundredths of a second.
    var processorTicks: Int {
        get throws {
            let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
            // User and system time: the 14th and 15th field, counted behind the name, which may hold spaces.
            let fields = status[(status.lastIndex(of: ")") ?? status.startIndex)...].split(separator: " ")
            return fields[12...13].compactMap { Int($0) }.reduce(0, +)
        }
    }

    /// Its resident memory, in mebibytes.
    var residentMebibytes: Int {
        get throws {
            let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
            guard let kibibytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) }) else {
                throw Failure(description: "no VmRSS")
            }
            return kibibytes / 1024
        }
    }
}
