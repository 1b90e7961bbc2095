import Dialogue
import Foundation
import KayaTesting
import Testing

/// A case of `Fixtures/turn-events`.
struct TurnEventsFixture: Decodable, CustomTestStringConvertible {
    let about: String
    let turn: TurnID
    let language: Language
    let after: Int
    let events: [Event]
    let simple: String
    let rich: String
    let completions: String

    var testDescription: String { about }

    /// An event as a fixture writes it.
    struct Event: Decodable {
        var kind: TurnEventKind
        var phase: TurnPhase?
        var sources: [FixtureSource]?
        var text: String?
        var code: String?
        var finish: Finish?
        var fullText: String?
        var usage: TokenUsage?
        var retryAfter: Int?
        var partialText: String?

        /// The event; `nil` for one that says too little.
        var event: TurnEvent? {
            switch kind {
            case .started: .started
            case .status: phase.map(TurnEvent.status)
            case .sources: sources.map { TurnEvent.sources($0.map(\.source)) }
            case .delta: text.map(TurnEvent.delta)
            case .notice: code.flatMap(Notice.Code.init).map { .notice(Notice($0)) }
            case .ping, .retrieved, .prompted, .model, .retrying, .passedOver: nil
            case .finished:
                finish.map { .finished(TurnResult(finish: $0, fullText: fullText ?? "", usage: usage)) }
            case .failed:
                code.flatMap(ProblemCode.init).map {
                    .failed(Problem($0, retryAfter: retryAfter), partialText: partialText ?? "")
                }
            }
        }
    }

    /// A source whose heading may be left out.
    struct FixtureSource: Decodable {
        var number: Int
        var title: String
        var heading: String?
        var url: String?
        var validFrom: String?
        var document: String

        var source: Source {
            Source(
                number: number, title: title, heading: heading ?? "", url: url, validFrom: validFrom, document: document
            )
        }
    }

    /// All cases.
    static func all() throws -> [TurnEventsFixture] {
        let folder = Fixture.folder.appending(path: "turn-events")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .map { try JSONDecoder().decode(TurnEventsFixture.self, from: Data(contentsOf: $0)) }
    }
}
