internal import ArgumentParser
internal import ChatClient
internal import Dialogue
internal import Foundation

/// How a question on the command line ended, as an exit code and as JSON.
enum AnswerOutcome: Sendable {
    case answered(ChatAnswer)
    case failed(ChatError)
    case stopped(partialText: String)

    /// What the shell is told; `nil` for success.
    var exitCode: ExitCode? {
        switch self {
        case .answered(let answer):
            answer.isComplete || answer.finish == .refusal ? nil : ExitStatus.partial
        case .failed(let error):
            if !error.partialText.isEmpty {
                ExitStatus.partial
            } else {
                error.code == .unreachable ? ExitStatus.unreachable : ExitStatus.failure
            }
        case .stopped: ExitStatus.interrupted
        }
    }

    /// One JSON object: an answer, or an error with the text that had come.
    func json() throws -> String {
        switch self {
        case .answered(let answer): try JSONText.encode(Members(answer))
        case .failed(let error): try JSONText.encode(Members(error))
        case .stopped(let text):
            try JSONText.encode(Members(ChatAnswer(text: text, finish: .stopped)))
        }
    }

    /// An error as a person reads it: what, why, and what now.
    static func sentence(_ error: ChatError, url: String) -> String {
        if let problem = error.problem {
            let wait = problem.retryAfter.map { " (Retry-After: \(DurationText.write($0)))" } ?? ""
            return "\(problem.title) (\(problem.code)). \(problem.detail ?? "")\(wait)"
        }
        switch error.code {
        case .unreachable: return "No server answers at \(url). Is it running? Start one with: kaya serve"
        case .lost: return "The server no longer has this answer. Ask again."
        case .interrupted: return "The connection broke and could not be made again. The text so far is true."
        case .malformed: return "What answers at \(url) does not speak like Kaya: \(error.message)"
        default: return error.message
        }
    }
}

/// The members of the JSON object.
private struct Members: Encodable {
    struct Failure: Encodable {
        let code: String
        let message: String
        let retryable: Bool
        let retryAfter: Double?
        let requestId: String?
    }

    var answer: String
    var finish: String?
    var sources: [Source]?
    var notices: [String]?
    var turn: String?
    var usage: TokenUsage?
    var error: Failure?

    init(_ answer: ChatAnswer) {
        self.answer = answer.text
        finish = answer.finish.rawValue
        sources = answer.sources
        notices = answer.notices.map(\.rawValue)
        turn = answer.turn?.description
        usage = answer.usage
    }

    init(_ error: ChatError) {
        answer = error.partialText
        self.error = Failure(
            code: error.problem?.code ?? error.code.description,
            message: error.problem?.title ?? error.message,
            retryable: error.problem?.isRetryable ?? (error.code == .unreachable),
            retryAfter: error.problem?.retryAfter.map { $0 / .seconds(1) },
            requestId: error.problem?.requestID)
    }
}
