import Diagnostics
import Testing

@Suite("Times in the log")
struct LogTimeTests {
    @Test(
        "A moment reads as ISO 8601 in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (1_709_164_800_001, "2024-02-29T00:00:00.001Z"),
            (1_735_689_599_000, "2024-12-31T23:59:59.000Z"), (4_102_444_800_000, "2100-01-01T00:00:00.000Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        ])
    func formatted(_ milliseconds: Int64, _ text: String) {
        #expect(LogTime(milliseconds: milliseconds).iso8601 == text)
    }

    @Test("Now is after this was written")
    func now() {
        #expect(LogTime.now().milliseconds > 1_769_000_000_000)
    }
}
