import Testing

@testable import Diagnostics

@Suite("Reading /proc/self/stat")
struct ProcessStatusTests {
    @Test("A command with spaces and parentheses does not shift the fields")
    func oddCommand() throws {
        let fields = (3...52).map(String.init).joined(separator: " ")
        let status = try #require(ProcessStatus(line: "42 (a) b (c)) \(fields)", ticksPerSecond: 10))
        #expect(status.processorSeconds == 2.9)
        #expect(status.startSeconds == 2.2)
    }

    @Test("A line that is too short is no status")
    func short() {
        #expect(ProcessStatus(line: "42 (a) S 1 2 3", ticksPerSecond: 100) == nil)
        #expect(ProcessStatus(line: "", ticksPerSecond: 100) == nil)
    }
}
