import Testing

@testable import kaya

@Suite("Durations as people write them")
struct DurationTextTests {
    @Test(
        "Units are needed, fractions allowed",
        arguments: [
            ("500ms", Duration.milliseconds(500)), ("30s", .seconds(30)), ("2.5s", .milliseconds(2_500)),
            ("10m", .seconds(600)), ("1h", .seconds(3_600)), ("30d", .seconds(2_592_000)), ("0s", .zero),
        ])
    func reads(text: String, duration: Duration) {
        #expect(DurationText.read(text) == duration)
    }

    @Test(
        "Anything else is none", arguments: ["", "30", "s", "-1s", "1.2.3s", "1e3s", "٣s", "1 s", "1w", "nans", "infs"])
    func refuses(_ text: String) {
        #expect(DurationText.read(text) == nil)
    }

    @Test("What is written is read back", arguments: [0, 1, 500, 1_000, 90_000, 600_000, 7_200_000, 172_800_000])
    func writes(milliseconds: Int) {
        let duration = Duration.milliseconds(milliseconds)
        #expect(DurationText.read(DurationText.write(duration)) == duration)
    }
}
