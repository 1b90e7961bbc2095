import KayaTesting
import Testing

@Suite("A machine without descriptors", .timeLimit(.minutes(1)))
struct DescriptorTests {
    @Test("Where there are none left, connections wait and the server does not spin; then they are taken")
    func exhausted() async throws {
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["ja"]).steps
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    #expect(try await kaya.ask("Geht es?").text == "ja")
                    func pauses() -> Int { kaya.log.ranges(of: "No connections are accepted for a second").count }
                    try kaya.limitDescriptors(to: try kaya.descriptorCount + 10)
                    var connections: [ClientConnection] = []
                    for _ in 0..<30 { connections.append(try await ClientConnection.open(port: kaya.port)) }
                    try await waitUntil("it says that there are none") { pauses() > 0 }
                    let (ticks, before) = (try kaya.processorTicks, pauses())
                    try await waitUntil("two seconds more") { pauses() >= before + 2 }
                    #expect(try kaya.processorTicks - ticks < 40, "a fifth of the processor")
                    for connection in connections { connection.close() }
                    #expect(try await kaya.ask("Geht es wieder?").text == "ja")
                    #expect(pauses() < before + 10)
                }
            })
    }
}
