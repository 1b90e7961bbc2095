internal import Dialogue
internal import EventStream
internal import Foundation

/// One event as the server sends it, in the rich dialect or in the simple one.
enum WireEvent: Hashable, Sendable {
    case started(TurnID)
    case status(TurnPhase)
    case sources([Source])
    case text(String)
    case replaced(String)
    case notice(Notice.Code, text: String?)
    case finished(ChatAnswer)
    case failed(ChatProblem, partialText: String?)
    /// A sign of life, or something a later version says.
    case nothing

    /// Reads an event.
    ///
    /// - Throws: `DecodingError` for an event that this version knows and cannot read.
    init(type: String, data: Data) throws {
        if let kind = TurnEventKind(rawValue: type) {
            self = try Self.rich(kind, data)
        } else {
            switch type {
            case "answer.replaced":
                self = .replaced(try JSONDecoder().decode(Members.Text.self, from: data).text)
            case "message": self = try Self.simple(JSONDecoder().decode(Members.Simple.self, from: data))
            default: self = .nothing
            }
        }
    }

    private static func rich(_ kind: TurnEventKind, _ data: Data) throws -> WireEvent {
        let decoder = JSONDecoder()
        switch kind {
        case .started: return .started(try decoder.decode(Members.Started.self, from: data).turn)
        case .status:
            return TurnPhase(rawValue: try decoder.decode(Members.Status.self, from: data).phase).map {
                .status($0)
            }
                ?? .nothing
        case .sources:
            return .sources(try decoder.decode(Members.Sources.self, from: data).sources.map(\.source))
        case .delta: return .text(try decoder.decode(Members.Text.self, from: data).text)
        case .notice:
            let notice = try decoder.decode(Members.Notice.self, from: data)
            return Notice.Code(rawValue: notice.code).map { .notice($0, text: notice.text) } ?? .nothing
        case .ping, .retrieved, .prompted, .model, .retrying, .passedOver: return .nothing
        case .finished: return .finished(try decoder.decode(Members.Finished.self, from: data).answer)
        case .failed:
            let failed = try decoder.decode(Members.Failed.self, from: data)
            return .failed(failed.problem, partialText: failed.partialText)
        }
    }

    private static func simple(_ members: Members.Simple) -> WireEvent {
        if let error = members.error {
            let problem = ChatProblem(
                code: members.code ?? error, title: error, isRetryable: members.retryable ?? false,
                retryAfter: members.retryAfter.map(Duration.seconds(bounded:)))
            return .failed(problem, partialText: members.partialText)
        }
        if members.done == true {
            let finish = members.finish.map(Finish.init(rawValue:)) ?? .stop
            return .finished(ChatAnswer(text: members.fullText ?? "", finish: finish))
        }
        return members.text.map { .text($0) } ?? .nothing
    }
}

/// The JSON objects on the wire.
private enum Members {
    struct Started: Decodable { let turn: TurnID }
    struct Status: Decodable { let phase: String }
    struct Text: Decodable { let text: String }

    struct Notice: Decodable {
        let code: String
        let text: String?
    }

    struct Failed: Decodable {
        let problem: ChatProblem
        let partialText: String?
    }

    struct Finished: Decodable {
        let finish: String
        let fullText: String
        let usage: TokenUsage?
        let cached: Bool?

        var answer: ChatAnswer {
            ChatAnswer(
                text: fullText, finish: Finish(rawValue: finish), usage: usage, isCached: cached ?? false)
        }
    }

    struct Sources: Decodable {
        struct Cited: Decodable {
            let number: Int
            let title: String
            let heading: String?
            let url: String?
            let validFrom: String?
            let document: String

            var source: Source {
                Source(
                    number: number, title: title, heading: heading ?? "", url: url, validFrom: validFrom,
                    document: document)
            }
        }

        let sources: [Cited]
    }

    struct Simple: Decodable {
        let text: String?
        let done: Bool?
        let fullText: String?
        let finish: String?
        let error: String?
        let code: String?
        let retryable: Bool?
        let retryAfter: Double?
        let partialText: String?
    }
}
