import ArgumentParser
import ChatClient
import Dialogue
import Foundation
import Synchronization
import Testing

@testable import kaya

@Suite("The terminal", .serialized)
struct TerminalTests {
    @Test(
        "Nothing in an answer can move the cursor or turn the text round",
        arguments: [
            ("\u{1B}[31mrot\u{1B}[0m", "[31mrot[0m"), ("a\r\u{7}b", "ab"), ("\u{202E}x\u{9B}2J", "x2J"),
            ("Zeile\n\tÜ 🚗", "Zeile\n\tÜ 🚗"),
        ])
    func plain(text: String, shown: String) {
        #expect(TerminalText.plain(text) == shown)
    }

    @Test("Ctrl-C cancels the work and returns what it says then")
    func interrupted() async {
        let interrupts = await Interrupts()
        for _ in 0..<3 {
            let outcome = await interrupts.stopping {
                kill(getpid(), SIGINT)
                do {
                    try await ContinuousClock().sleep(for: .seconds(60))
                    return "slept"
                } catch {
                    return "cancelled"
                }
            }
            #expect(outcome == "cancelled")
        }
    }

    @Test("Work that ends by itself is not disturbed by an earlier end")
    func undisturbed() async {
        let interrupts = await Interrupts()
        for number in 0..<200 {
            let value = await interrupts.stopping { Task.isCancelled ? -1 : number }
            #expect(value == number)
        }
    }

    @Test("Ctrl-C while nobody works is told and ends nothing")
    func idle() async {
        let (pressed, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let interrupts = await Interrupts { continuation.yield() }
        kill(getpid(), SIGINT)
        for await _ in pressed { break }
        #expect(await interrupts.stopping { true })
    }

    @Test("Exit codes say what happened")
    func exitCodes() {
        let complete = ChatAnswer(text: "x")
        let cut = ChatAnswer(text: "x", finish: .length)
        let problem = ChatProblem(code: "overloaded", title: "Too many questions at once", isRetryable: true)
        #expect(AnswerOutcome.answered(complete).exitCode == nil)
        #expect(AnswerOutcome.answered(ChatAnswer(text: "x", finish: .refusal)).exitCode == nil)
        #expect(AnswerOutcome.answered(cut).exitCode == ExitCode(4))
        #expect(AnswerOutcome.failed(ChatError(.failed, "", partialText: "x")).exitCode == ExitCode(4))
        #expect(AnswerOutcome.failed(ChatError(.refused, "", problem: problem)).exitCode == ExitCode(1))
        #expect(AnswerOutcome.failed(ChatError(.unreachable, "")).exitCode == ExitCode(3))
        #expect(AnswerOutcome.stopped(partialText: "x").exitCode == ExitCode(130))
    }

    @Test("A script gets one JSON object, for an answer and for an error")
    func json() throws {
        let source = Source(number: 1, title: "Ausweis", document: "a.md")
        let answer = ChatAnswer(text: "37 Euro", sources: [source], notices: [.quoting])
        let good = try object(AnswerOutcome.answered(answer).json())
        #expect(good["answer"] as? String == "37 Euro")
        #expect(good["finish"] as? String == "stop")
        #expect((good["sources"] as? [[String: Any]])?.first?["title"] as? String == "Ausweis")
        let problem = ChatProblem(
            code: "rate-limited", title: "Too many requests", isRetryable: true, retryAfter: .seconds(7))
        let bad = try object(
            AnswerOutcome.failed(ChatError(.refused, "", problem: problem, partialText: "37")).json())
        let error = try #require(bad["error"] as? [String: Any])
        #expect(bad["answer"] as? String == "37")
        #expect(error["code"] as? String == "rate-limited")
        #expect(error["retryAfter"] as? Double == 7)
    }

    @Test("Every failure has a sentence that says what now")
    func sentences() {
        let url = "http://127.0.0.1:8080"
        #expect(AnswerOutcome.sentence(ChatError(.unreachable, ""), url: url).contains("kaya serve"))
        let problem = ChatProblem(
            code: "overloaded", title: "Too many", detail: "Wait.", isRetryable: true, retryAfter: .seconds(7))
        #expect(
            AnswerOutcome.sentence(ChatError(.refused, "", problem: problem), url: url)
                == "Too many (overloaded). Wait. (Retry-After: 7s)")
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}
