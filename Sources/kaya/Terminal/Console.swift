#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Standard output and standard error, unbuffered.
struct Console: Sendable {
    let descriptor: Int32

    /// For what was asked for.
    static let output = Console(descriptor: STDOUT_FILENO)
    /// For everything said besides.
    static let error = Console(descriptor: STDERR_FILENO)

    /// Whether a person reads it.
    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// The window it is; nil if it is none or does not say.
    var windowSize: WindowSize? {
        var size = winsize()
        guard ioctl(descriptor, numericCast(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return nil
        }
        return WindowSize(width: Int(size.ws_col), height: Int(size.ws_row))
    }

    /// Whether a person types.
    static var isInputTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Writes text. On a terminal control characters are left out, so that no answer can move its cursor.
    func write(_ text: String) {
        let text = isTerminal ? TerminalText.plain(text) : text
        writeRaw(text)
    }

    /// Writes text and ends the line.
    func line(_ text: String = "") {
        write(text + "\n")
    }

    /// Writes text with its control characters; for text of our own.
    func writeRaw(_ text: String) {
        writeRaw(Array(text.utf8))
    }

    /// Writes bytes as they are.
    func writeRaw(_ bytes: [UInt8]) {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { put(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // Nobody can be told that the standard streams are gone.
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}

#if canImport(Glibc)
private let put = Glibc.write
#elseif canImport(Musl)
private let put = Musl.write
#else
private let put = Darwin.write
#endif
