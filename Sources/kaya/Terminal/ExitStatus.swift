internal import ArgumentParser

/// How kaya says to a script what happened. 0 is success, 64 wrong usage.
enum ExitStatus {
    /// It did not work.
    static let failure = ExitCode(1)
    /// The server could not be reached.
    static let unreachable = ExitCode(3)
    /// There is an answer, and it is not complete.
    static let partial = ExitCode(4)
    /// The configuration is wrong.
    static let configuration = ExitCode(78)
    /// Stopped by Ctrl-C.
    static let interrupted = ExitCode(130)

    /// What `--help` of the top command says about them.
    static let help = """
        EXIT CODES: 0 success, 1 failure, 3 server unreachable, 4 answer not complete, 64 wrong usage, \
        78 wrong configuration, 130 stopped by Ctrl-C.
        """
}
