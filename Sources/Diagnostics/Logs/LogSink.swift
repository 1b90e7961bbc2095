#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Where lines of a log go.
package struct LogSink: Sendable {
    private let write: @Sendable ([UInt8]) -> Void

    /// Hands every line, its line feed included, to a closure; from any thread, possibly from several at once.
    package init(_ write: @escaping @Sendable ([UInt8]) -> Void) {
        self.write = write
    }

    /// Writes every line with one `write(2)`, so that lines of several threads and processes do not mix.
    ///
    /// Only where the kernel takes a line in parts (a full pipe) is the rest written in another call. A line that
    /// cannot be written is dropped. Whoever reads a pipe must read on: a full one holds up what writes into it.
    package static func fileDescriptor(_ descriptor: Int32) -> LogSink {
        LogSink { writeAll($0, to: descriptor) }
    }

    /// Writes to standard error.
    package static var standardError: LogSink { .fileDescriptor(STDERR_FILENO) }

    /// Writes to standard output.
    package static var standardOutput: LogSink { .fileDescriptor(STDOUT_FILENO) }

    func callAsFunction(_ line: [UInt8]) {
        write(line)
    }

    private static func writeAll(_ line: [UInt8], to descriptor: Int32) {
        line.withUnsafeBytes { bytes in
            var written = 0
            while written < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                #if canImport(Glibc)
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                #elseif canImport(Musl)
                let count = Musl.write(descriptor, rest.baseAddress, rest.count)
                #else
                let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
                #endif
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                written += count
            }
        }
    }
}
