#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

#if os(Linux)
/// The fields of `/proc/self/stat` that are used here; see proc_pid_stat(5).
struct ProcessStatus: Equatable {
    let processorSeconds: Double
    /// Seconds between the machine's start and the process's.
    let startSeconds: Double

    /// Reads the line; the command's name, in parentheses, may hold spaces and parentheses itself.
    init?(line: String, ticksPerSecond: Double) {
        guard let end = line.lastIndex(of: ")") else { return nil }
        let fields = line[line.index(after: end)...].split(separator: " ")
        guard fields.count > 19, let user = Double(fields[11]), let system = Double(fields[12]),
            let start = Double(fields[19])
        else { return nil }
        processorSeconds = (user + system) / ticksPerSecond
        startSeconds = start / ticksPerSecond
    }

    static func current() -> ProcessStatus? {
        ProcFile.text(at: "/proc/self/stat").flatMap {
            ProcessStatus(line: $0, ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))))
        }
    }
}
#endif
