#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension Console {
    /// Does `work`. What is typed on this terminal meanwhile is not shown, where it would move the lines of an answer
    /// apart; whoever reads it next gets it.
    func withoutEcho<Value>(if isWanted: Bool, _ work: () async -> Value) async -> Value {
        var settings = termios()
        // In the background the terminal is somebody else's, and changing it would suspend us.
        guard isWanted, tcgetpgrp(descriptor) == getpgrp(), tcgetattr(descriptor, &settings) == 0 else {
            return await work()
        }
        let before = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(descriptor, TCSANOW, &settings)
        let value = await work()
        var restored = before
        tcsetattr(descriptor, TCSANOW, &restored)
        return value
    }
}
