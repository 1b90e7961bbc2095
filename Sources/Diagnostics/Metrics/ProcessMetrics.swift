#if os(Linux)
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// What the kernel says about this process, from `/proc/self`; see proc(5).
package enum ProcessMetrics {
    /// Registers memory, descriptors, processor time and start time.
    package static func register(in registry: MetricsRegistry) {
        registry.gauge("kaya_process_resident_memory_bytes", "Memory of the process that is in RAM.") {
            residentBytes()
        }
        registry.gauge("kaya_process_open_descriptors", "Open file descriptors of the process.") { openDescriptors() }
        registry.gauge("kaya_process_maximum_descriptors", "File descriptors the process may have open.") {
            maximumDescriptors()
        }
        registry.counter("kaya_process_processor_seconds_total", "Processor time used, by user and system.") {
            ProcessStatus.current()?.processorSeconds
        }
        let start = ProcessStatus.current().flatMap(startTime)
        registry.gauge("kaya_process_start_time_seconds", "When the process began, in seconds since 1970.") { start }
    }

    private static func residentBytes() -> Double? {
        guard let text = ProcFile.text(at: "/proc/self/statm") else { return nil }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Double(fields[1]) else { return nil }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    }

    private static func openDescriptors() -> Double? {
        guard let directory = opendir("/proc/self/fd") else { return nil }
        defer { closedir(directory) }
        var entries = 0
        while readdir(directory) != nil { entries += 1 }
        let notOurs = 3  // ".", ".." and the descriptor that reads the folder
        return Double(max(0, entries - notOurs))
    }

    private static func maximumDescriptors() -> Double? {
        guard let text = ProcFile.text(at: "/proc/self/limits") else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix("Max open files") }
        return line?.split(separator: " ").dropFirst(3).first.flatMap { Double($0) }
    }

    private static func startTime(_ status: ProcessStatus) -> Double? {
        guard let text = ProcFile.text(at: "/proc/stat") else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix("btime ") }
        guard let boot = line?.split(separator: " ").last.flatMap({ Double($0) }) else { return nil }
        return boot + status.startSeconds
    }
}
#else
/// Only Linux tells a process about itself in `/proc`.
package enum ProcessMetrics {
    /// Registers nothing here.
    package static func register(in registry: MetricsRegistry) {}
}
#endif
