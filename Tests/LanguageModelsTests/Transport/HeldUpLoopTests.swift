import KayaTesting
import NIOCore
import NIOPosix
import Testing

@testable import LanguageModels

@Suite("An event loop that was held up for longer than the model may be silent", .serialized)
struct HeldUpLoopTests {
    private static let silence = Duration.milliseconds(200)
    private static let pause = TimeAmount.milliseconds(600)
    private static let answer = ModelAnswer.tokens(["Guten ", "Tag"])

    @Test("What the model wrote meanwhile is read before it is judged", arguments: HeldUpTransport.Moment.allCases)
    func answer(_ moment: HeldUpTransport.Moment) async throws {
        try await expectAnswer(heldUpAt: moment, over: .nio)
    }

    @Test("Over async-http-client it is as well")
    func answerOverAsyncHTTPClient() async throws {
        try await expectAnswer(heldUpAt: .begun, over: .asyncHTTPClient)
    }

    @Test("A model that was silent is given up all the same", arguments: TransportKind.allCases)
    func silence(_ kind: TransportKind) async throws {
        let (_, failure) = try await ask(heldUpAt: .begun, over: kind) { _ in [.note("done"), .hold] }
        #expect(failure?.clock == .idle)
    }

    @Test("A connection that was accepted meanwhile counts")
    func connection() async throws {
        try await withModelServer(answer: { _ in Self.answer.steps }) { server in
            let url = server.url()
            let configuration = TransportConfiguration(connectTimeout: Self.silence)
            try await HeldUpLoop.with { loop in
                loop.release()
                try await NIOTransport.withTransport(configuration: configuration, group: loop.group) { transport in
                    let executor = EventLoopExecutor(loop: loop.group.next())
                    let recording = try await withTaskExecutorPreference(executor) {
                        loop.holdUp(for: Self.pause) {}
                        return try await transport.record(url)
                    }
                    #expect(recording.body == Self.answer.body)
                }
            }
        }
    }

    // MARK: Asking

    private func expectAnswer(heldUpAt moment: HeldUpTransport.Moment, over kind: TransportKind) async throws {
        let (text, failure) = try await ask(heldUpAt: moment, over: kind) { [.send($0), .note("done")] }
        #expect(failure == nil)
        #expect(text == "Guten Tag")
    }

    /// Asks over a loop that is held up at a moment, until the server has done what is to come of its answer.
    private func ask(
        heldUpAt moment: HeldUpTransport.Moment, over kind: TransportKind,
        meanwhile: ([UInt8]) -> ModelServer.Script
    ) async throws -> (text: String, failure: ModelError?) {
        let split = moment == .connected ? 0 : Self.answer.headBytes.count + 20
        let isHeld = ModelServer.Gate()
        let beginning: ModelServer.Script = [.send(Array(Self.answer.bytes.prefix(split))), .wait(until: isHeld)]
        let steps = beginning + meanwhile(Array(Self.answer.bytes.dropFirst(split)))
        var result: (text: String, failure: ModelError?) = ("", nil)
        try await withModelServer(answer: { _ in steps }) { server in
            try await HeldUpLoop.with { loop in
                try await kind.withTransport(group: loop.group) { transport in
                    let transport = HeldUpTransport(transport, at: moment) {
                        loop.holdUp(for: Self.pause) { isHeld.open() }
                    }
                    async let answer = Self.complete(by: server, over: transport, heldUpAt: moment)
                    try await server.nextNote("done")
                    loop.release()
                    result = try await answer
                }
            }
        }
        return result
    }

    private static func complete(
        by server: ModelServer, over transport: any ModelTransport, heldUpAt moment: HeldUpTransport.Moment
    ) async throws -> (text: String, failure: ModelError?) {
        let received = Received()
        var configuration = OpenAICompatibleConfiguration.test(timeouts: moment.timeouts(silence: silence))
        configuration.url = try ChatCompletionsURL(parsing: server.baseURL)
        let model = OpenAICompatibleModel(configuration, transport: transport, clock: ContinuousClock())
        do {
            _ = try await model.complete(.test) { received($0) }
            return (received.text, nil)
        } catch let failure as ModelError {
            return (received.text, failure)
        }
    }
}

extension HeldUpTransport.Moment {
    /// The clock that runs at this moment is short; the others are not, on a busy machine.
    fileprivate func timeouts(silence: Duration) -> ModelTimeouts {
        switch self {
        case .connected: ModelTimeouts(responseHead: silence)
        case .begun: ModelTimeouts(idle: silence)
        }
    }
}
