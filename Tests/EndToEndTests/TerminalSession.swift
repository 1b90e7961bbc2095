import Foundation
import Synchronization

/// A command on a terminal of its own, which `script` makes.
final class TerminalSession: Sendable {
    private let process: Process
    private let typed = Pipe()
    private let shown = Mutex(Data())

    init(_ command: String) throws {
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/script")
        process.arguments = ["--quiet", "--return", "--command", command, "/dev/null"]
        process.environment = ["TERM": "xterm", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"]
        let output = Pipe()
        process.standardInput = typed
        process.standardOutput = output
        output.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.shown.withLock { $0.append(data) }
        }
        try process.run()
    }

    /// What has been written to the terminal.
    var text: String { shown.withLock { String(decoding: $0, as: UTF8.self) } }

    /// Waits until the terminal has been written this.
    func shows(_ words: String) async throws {
        try await waitUntil("the terminal shows \(words); so far: \(text)") { text.contains(words) }
    }

    /// Types keys.
    func type(_ keys: String) throws {
        try typed.fileHandleForWriting.write(contentsOf: Data(keys.utf8))
    }

    /// Ends the command, by force if it has not ended.
    func end() {
        process.terminate()
        process.waitUntilExit()
    }
}
