internal import Foundation

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A password from whoever types it, unseen, or from a pipe. Never from the command line, where everybody sees it.
enum PasswordInput {
    /// The password; `nil` when none was given or the two typings differ.
    ///
    /// - Parameter prompt: What a person is asked; a pipe is read without.
    static func new(_ prompt: String) async -> String? {
        guard Console.isInputTerminal else { return await LineInput.next() }
        guard let first = await typed("\(prompt): "), let second = await typed("Once more: ") else { return nil }
        guard first == second else {
            Console.error.line("The two are not the same.")
            return nil
        }
        return first
    }

    private static func typed(_ prompt: String) async -> String? {
        Console.error.write(prompt)
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
        let before = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        let line = await LineInput.next()
        var restored = before
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &restored)
        Console.error.line()
        return line
    }
}
