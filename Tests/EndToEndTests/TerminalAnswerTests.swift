import Foundation
import KayaTesting
import Testing

@Suite("An answer on a terminal", .serialized, .timeLimit(.minutes(2)))
struct TerminalAnswerTests {
    @Test("It is formatted while it comes; Ctrl-C leaves what came, the terminal as it was, and the status 130")
    func interrupted() async throws {
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["Das **ist", " fett** und", " aus"]).steps(pieces: 3, then: ModelServer.Gate())
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    let terminal = try TerminalSession(
                        "trap : INT; \(KayaProcess.executable.path()) ask --url http://127.0.0.1:\(kaya.port) Was; echo status $?; stty -a | grep -o ' echo '"
                    )
                    try await terminal.shows("\u{1B}[1mist fett\u{1B}[0m und")
                    try terminal.type("typed\u{3}")
                    try await terminal.shows("status 130")
                    try await terminal.shows(" echo ")
                    // CR and LF together are one Character, so it is scalars that are left out.
                    let shown = String(String.UnicodeScalarView(terminal.text.unicodeScalars.filter { $0 != "\r" }))
                    #expect(!shown.contains("typed") && !shown.contains("^C") && !shown.contains("**"))
                    #expect(shown.contains("und\nstatus 130\n"), "\(shown)")
                    terminal.end()
                }
            })
    }
}
