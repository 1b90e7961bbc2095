import Foundation

extension KayaProcess {
    /// What a command printed, and how it ended.
    struct Printed: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs another kaya on the same data folder, to its end.
    func command(_ arguments: String..., input: String = "") async throws -> Printed {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments + ["--data", dataFolder]
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("KAYA_") }
        let (output, errors, typed) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = typed
        let (ended, report) = AsyncStream.makeStream(of: Int32.self, bufferingPolicy: .bufferingNewest(1))
        process.terminationHandler = { report.yield($0.terminationStatus) }
        try process.run()
        try typed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try typed.fileHandleForWriting.close()
        var iterator = ended.makeAsyncIterator()
        let status = await iterator.next() ?? -1
        // A command's words fit a pipe's buffer.
        return Printed(
            status: status, output: Self.text(output), errors: Self.text(errors))
    }

    private static func text(_ pipe: Pipe) -> String {
        String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            .trimmingCharacters(in: .newlines)
    }
}
