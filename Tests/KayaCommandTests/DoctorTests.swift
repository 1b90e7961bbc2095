import Diagnostics
import Foundation
import KayaTesting
import NIOHTTP1
import SQLiteStorage
import Testing

@testable import kaya

@Suite("The doctor")
struct DoctorTests {
    @Test("A data folder that is not there, is no folder, or is ready, is told apart")
    func dataFolder() async throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("kaya-doctor-\(UUID().uuidString)")
        #expect(try await outcome("data-folder", data: place.path) == .warning)
        try Data().write(to: place)
        #expect(try await outcome("data-folder", data: place.path) == .failure)
        try FileManager.default.removeItem(at: place)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        #expect(try await outcome("data-folder", data: place.path) == .ok)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty)
        #expect(try await outcome("index", data: place.path) == .failure)
        let index = try KnowledgeFile.openCreating(KnowledgeConfiguration(folder: place.path))
        #expect(try await outcome("index", data: place.path) == .failure)
        try Data("# Ausweis\n\nEin Ausweis kostet 37 Euro.\n".utf8).write(to: place.appendingPathComponent("a.md"))
        _ = try await index.ingest(folder: place.path)
        #expect(try await outcome("index", data: place.path) == .ok)
    }

    @Test("A free port and the clock are in order")
    func portAndClock() async throws {
        #expect(try await outcome("port", data: "/") == .ok)
        #expect(try await outcome("clock", data: "/") == .ok)
    }

    @Test("A stream that comes piece by piece is in order")
    func paced() throws {
        var times = StreamTimes(head: .milliseconds(5), headers: [:])
        for number in 1...10 { try times.read(Self.token, at: .milliseconds(number * 100)) }
        try times.read(Self.end, at: .milliseconds(1_010))
        #expect(times.verdict(whole: .milliseconds(1_010)).outcome == .ok)
    }

    @Test("A stream that comes at its end was collected by a proxy")
    func collected() throws {
        var times = StreamTimes(head: .milliseconds(5), headers: [:])
        try times.read(Array(repeating: Self.token, count: 10).flatMap { $0 } + Self.end, at: .seconds(3))
        let verdict = times.verdict(whole: .milliseconds(3_010))
        #expect(verdict.outcome == .failure)
        #expect(verdict.advice?.contains("proxy_buffering off") == true)
    }

    @Test("A compressed stream, one without an ending, and one that failed are told apart")
    func troubles() throws {
        let compressed = StreamTimes(head: .zero, headers: ["Content-Encoding": "gzip"])
        #expect(compressed.verdict(whole: .seconds(1)).advice?.contains("gzip off") == true)
        var cut = StreamTimes(head: .zero, headers: [:])
        try cut.read(Self.token, at: .milliseconds(1))
        #expect(cut.verdict(whole: .seconds(1)).outcome == .failure)
        var failed = StreamTimes(head: .zero, headers: [:])
        try failed.read(Array("event: turn.failed\ndata: {\"problem\":{\"code\":\"draining\"}}\n\n".utf8), at: .zero)
        #expect(failed.verdict(whole: .seconds(1)).seen.contains("draining"))
        #expect(failed.verdict(whole: .seconds(1)).outcome == .warning)
    }

    @Test("What a model server says of a failure is shown, and the key in it is not")
    func words() async throws {
        let key = "sk-test-51f0"
        let body = #"{"error":{"message":"Incorrect API key provided: sk-test-51f0","code":"invalid_api_key"}}"#
        try await withModelServer(
            answer: { _ in ModelAnswer.response(status: 401, body: body).steps },
            { server in
                let configuration = try KayaConfiguration(
                    ConfigurationSources(environment: [
                        "KAYA_MODEL_BASE_URL": server.baseURL, "KAYA_MODEL_NAME": "test-model",
                        "KAYA_MODEL_API_KEY": key,
                    ]))
                let checks = ModelServerChecks(server: try #require(configuration.models.first))
                let check = try #require(checks.all.last)
                let seen = await check.finding().seen
                #expect(seen.contains("Incorrect API key provided: •••") && !seen.contains(key), "\(seen)")
            })
    }

    private static let token = Array("event: answer.delta\ndata: {\"text\":\"a\"}\n\n".utf8)
    private static let end = Array("event: turn.finished\ndata: {\"finish\":\"stop\",\"fullText\":\"a\"}\n\n".utf8)

    private func outcome(_ name: String, data: String) async throws -> Finding.Outcome {
        let configuration = try KayaConfiguration(
            ConfigurationSources(environment: ["KAYA_DATA": data, "KAYA_PORT": "0"]))
        let check = try #require(MachineChecks(configuration: configuration).all.first { $0.name == name })
        return await check.finding().outcome
    }
}
