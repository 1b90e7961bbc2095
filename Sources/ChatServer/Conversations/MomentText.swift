internal import Dialogue
internal import Foundation

/// A moment as text of ISO 8601 in UTC, with milliseconds: `2026-11-21T09:30:00.000Z`.
struct MomentText: Encodable, Sendable, CustomStringConvertible {
    let description: String

    init(_ moment: Timestamp) {
        // Half a millisecond more, because the format cuts what a `Double` does not hold exactly.
        description = Date(timeIntervalSince1970: (Double(moment.milliseconds) + 0.5) / 1_000)
            .formatted(
                .iso8601.year().month().day().time(includingFractionalSeconds: true)
                    .timeZone(separator: .omitted))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
