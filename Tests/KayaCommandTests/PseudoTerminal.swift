import Foundation

@testable import kaya

/// A terminal of so many columns and lines, and what was written to it.
final class PseudoTerminal {
    private let observer: Int32
    private let descriptor: Int32

    init(width: UInt16, height: UInt16) throws {
        var (observer, descriptor): (Int32, Int32) = (-1, -1)
        guard openpty(&observer, &descriptor, nil, nil, nil) == 0 else { throw CocoaError(.fileReadUnknown) }
        self.observer = observer
        self.descriptor = descriptor
        var settings = termios()
        tcgetattr(descriptor, &settings)
        cfmakeraw(&settings)
        tcsetattr(descriptor, TCSANOW, &settings)
        resize(width: width, height: height)
    }

    deinit {
        close(descriptor)
        close(observer)
    }

    /// The terminal, to write to.
    var console: Console { Console(descriptor: descriptor) }

    /// Gives the window another size.
    func resize(width: UInt16, height: UInt16) {
        var size = winsize()
        size.ws_col = width
        size.ws_row = height
        _ = ioctl(descriptor, numericCast(TIOCSWINSZ), &size)
    }

    /// What was written since the last time: so many bytes, or fewer if no more come for five seconds.
    func written(_ count: Int) -> String {
        var written: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: count)
        var poll = pollfd(fd: observer, events: Int16(POLLIN), revents: 0)
        while written.count < count, Foundation.poll(&poll, 1, 5_000) == 1 {
            let length = read(observer, &bytes, count - written.count)
            if length <= 0 { break }
            written += bytes.prefix(length)
        }
        return String(decoding: written, as: UTF8.self)
    }
}
