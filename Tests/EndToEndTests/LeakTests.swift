import Foundation
import KayaTesting
import Testing

@Suite("What is secret, and what was asked", .timeLimit(.minutes(3)))
struct LeakTests {
    @Test("No secret of a whole run is in a log, a metric, an error or a file, and no question but in the archive")
    func nothingLeaks() async throws {
        let (modelKey, metricsToken) = (Canary("model-key"), Canary("metrics-token"))
        let settings = [
            "KAYA_MODEL_API_KEY": modelKey.core, "KAYA_METRICS_TOKEN": metricsToken.core, "KAYA_LOG_LEVEL": "trace",
        ]
        let gate = ModelServer.Gate()
        try await withModelServer(answer: { CanaryRun.answer($0, until: gate) }) { server in
            try await KayaProcess.run(model: server.baseURL, settings: settings.merging(Settings.noRetries) { $1 }) {
                kaya in
                let run = CanaryRun(kaya, secrets: [modelKey, metricsToken])
                let credentials = try await run.useIdentity()
                try await run.askInPassing(credentials)
                let taken = try await run.askInConversation(server)
                try await run.useTokensInURLs(credentials)
                #expect(server.requests.allSatisfy { $0.value(of: "authorization")?.contains(modelKey.core) == true })
                let wrong = "Authorization: Bearer \(run.secret("wrong-metrics-token").core)"
                try await run.call("GET", "/metrics", [wrong], expects: 404)
                let right = "Authorization: Bearer \(metricsToken.core)"
                let metrics = try await run.call("GET", "/metrics", [right], expects: 200).body
                #expect(metrics.contains("kaya_turns_total"))
                #expect(kaya.log.contains("/api/login") && kaya.log.contains("security"))
                #expect(
                    run.kept.contains { taken.contains($0.core) } && !run.secrets.contains { taken.contains($0.core) })
                try run.expectNoLeak(metrics: metrics)
                kaya.signal(SIGTERM)
                #expect(await kaya.exitStatus() == 0)
                try run.expectNoLeak(metrics: "")
            }
        }
    }
}
