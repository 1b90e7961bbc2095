import Diagnostics
import Foundation
import Logging
import Testing

@Suite("Log lines for machines")
struct JSONLogHandlerTests {
    private let lines = LogLines()

    private func logger(level: Logger.Level = .trace) -> Logger {
        Logger(label: "kaya") { label in
            JSONLogHandler(
                label: label, level: level, now: { LogTime(milliseconds: 1_769_860_800_007) }, to: lines.sink)
        }
    }

    private func object() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(lines.last.utf8)) as? [String: Any])
    }

    @Test("An event is one JSON object on one line")
    func plain() {
        logger().info("turn ended", metadata: ["turn.id": "7Qm2", "turn.deltas": "\(12)"])
        #expect(
            lines.last == "{\"time\":\"2026-01-31T12:00:00.007Z\",\"level\":\"info\",\"logger\":\"kaya\","
                + "\"message\":\"turn ended\",\"turn.deltas\":\"12\",\"turn.id\":\"7Qm2\"}\n")
    }

    @Test("Numbers, flags and lists keep their kind; dictionaries become dotted keys")
    func values() throws {
        logger().info(
            "x",
            metadata: [
                "n": .stringConvertible(7), "d": .stringConvertible(1.5), "b": .stringConvertible(true),
                "nan": .stringConvertible(Double.nan), "list": .array(["a", .stringConvertible(2)]),
                "http": .dictionary(["status": .stringConvertible(200), "deep": .dictionary(["er": "y"])]),
            ])
        let object = try object()
        #expect(object["n"] as? Int == 7)
        #expect(object["d"] as? Double == 1.5)
        #expect(object["b"] as? Bool == true)
        #expect(object["nan"] as? String == "nan")
        #expect((object["list"] as? [Any])?.count == 2)
        #expect(object["http.status"] as? Int == 200)
        #expect(object["http.deep.er"] as? String == "y")
    }

    @Test(
        "Nothing hazardous reaches the line as it is",
        arguments: [
            "a\n2026 INFO admin", "\r\n", "\u{1B}[31mred", "\0", "\u{7F}", "\u{85}", "\u{9B}2J", "\u{2028}", "\u{2029}",
            "\u{202E}gpj", "\u{2066}", "\"quoted\\\"",
        ])
    func hazards(_ text: String) throws {
        logger().error("\(text)", metadata: ["k\n\"": .string(text)])
        let isHarmless = lines.last.unicodeScalars.dropLast().allSatisfy { scalar in
            !(0..<0x20).contains(scalar.value) && !(0x7F...0x9F).contains(scalar.value)
                && ![0x2028, 0x2029, 0x202E, 0x2066].contains(scalar.value)
        }
        #expect(isHarmless)
        let object = try object()
        #expect(object["message"] as? String == text)
        #expect(object["k\n\""] as? String == text)
    }

    @Test("Metadata cannot replace the handler's own fields")
    func reserved() throws {
        logger().info("true", metadata: ["message": "false", "level": "x"])
        let object = try object()
        #expect(object["message"] as? String == "true")
        #expect(object["metadata.message"] as? String == "false")
        #expect(object["metadata.level"] as? String == "x")
    }

    @Test("Event wins over provider over handler")
    func precedence() throws {
        var handler = JSONLogHandler(
            label: "l", metadataProvider: Logger.MetadataProvider { ["a": "provider", "b": "provider"] }, to: lines.sink
        )
        handler[metadataKey: "a"] = "handler"
        handler[metadataKey: "c"] = "handler"
        Logger(label: "l") { [handler] _ in handler }.info("x", metadata: ["b": "event"])
        let object = try object()
        #expect(object["a"] as? String == "provider")
        #expect(object["b"] as? String == "event")
        #expect(object["c"] as? String == "handler")
    }

    @Test("An error is a field with its type")
    func errorField() throws {
        struct Broken: Error {}
        logger().error("failed", error: Broken())
        #expect((try object()["error"] as? String)?.hasPrefix("Broken") == true)
        #expect(try object()["error.type"] as? String == "Broken")
    }

    @Test("Levels below the handler's are not written")
    func level() {
        logger(level: .warning).info("x")
        #expect(lines.all.isEmpty)
    }

    @Test(
        "A line has at most 8 KiB, is whole JSON and says that it was cut",
        arguments: [1, 2, 5, 4093, 4094, 4095, 4096, 8000, 100_000])
    func bound(_ length: Int) throws {
        for unit in ["x", "ä", "€", "🚗", "\u{1}", "\""] {
            var metadata: Logger.Metadata = [:]
            for index in 0..<12 {
                metadata["key\(index)"] = .string(String(repeating: unit, count: length))
                metadata["list\(index)"] = .array(Array(repeating: .string(unit), count: min(length, 300)))
            }
            logger().info("\(String(repeating: unit, count: length))", metadata: metadata)
            #expect(lines.all.last?.count ?? .max <= 8192)
            let object = try object()
            #expect(object["cut"] as? Bool == (length > 100 ? true : nil))
            #expect(object["level"] as? String == "info")
        }
    }

    @Test("A key of a megabyte and metadata a hundred deep do no harm")
    func oddMetadata() throws {
        var value: Logger.MetadataValue = "x"
        for _ in 0..<100 { value = .dictionary(["k": .array([value])]) }
        logger().info("x", metadata: [String(repeating: "k", count: 1_000_000): "v", "deep": value])
        #expect(lines.all.last?.count ?? .max <= 8192)
        _ = try object()
    }

    @Test("A text exactly at its bound is not marked as cut")
    func exactly() throws {
        logger().info("\(String(repeating: "x", count: 4000))")
        #expect(try object()["cut"] == nil)
        #expect((try object()["message"] as? String)?.count == 4000)
    }
}
