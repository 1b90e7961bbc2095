internal import Dialogue

/// The rules of reading one answer over as many connections as it takes. It is told what happened and says what to do
/// next; it knows no socket and no clock.
///
/// Asking goes on until the server has named the turn; from then on only reading is repeated. What lies at or before the
/// last place seen is dropped. The ending's own text wins over what was pieced together.
struct ResumeState: Sendable {
    /// What to do next.
    enum Step: Sendable {
        /// Send the question.
        case ask
        /// Read the turn's events behind this place; 0 for all.
        case resume(TurnID, after: Int)
        /// Read on.
        case read
        /// Wait before the next request.
        case wait(Duration)
        /// All is said.
        case end
        /// It cannot be read to its end.
        case fail(ChatError)
    }

    private(set) var step = Step.ask
    /// The turn's name, once the server has told it.
    private(set) var turn: TurnID?

    private let configuration: ChatClientConfiguration
    private let backoff: Backoff
    private var sequence = 0
    private var text = ""
    private var sources: [Source] = []
    private var notices: [Notice.Code] = []
    private var failures = 0
    private var waited = Duration.zero

    init(_ configuration: ChatClientConfiguration) {
        self.configuration = configuration
        backoff = Backoff(shortest: configuration.shortestDelay, longest: configuration.longestDelay)
    }

    /// The wait is over.
    mutating func waitEnded() {
        step = nextRequest
    }

    /// A response with a stream came; the server may have named the turn in its head.
    mutating func opened(turn named: TurnID?) {
        if turn == nil { turn = named }
        step = .read
    }

    /// A response came that is no stream.
    ///
    /// - Parameters:
    ///   - retryAfter: What the header of that name said.
    ///   - problem: What the body said.
    mutating func refused(
        status: Int, retryAfter: Duration?, problem: ChatProblem?,
        using generator: inout some RandomNumberGenerator
    ) {
        switch status {
        case 204:
            step = .fail(
                error(.interrupted, "The server has nothing more to say, and no ending was seen."))
        case 404 where turn != nil, 410:
            step = .fail(error(.lost, "The server no longer has this answer.", problem: problem))
        case 429, 500, 502, 503, 504:
            let failure = error(.refused, "The server answered with status \(status).", problem: problem)
            guard problem?.isRetryable != false else {
                step = .fail(failure)
                return
            }
            retry(failure, asked: retryAfter ?? problem?.retryAfter, using: &generator)
        default:
            let code: ChatError.Code = problem == nil ? .malformed : .refused
            step = .fail(error(code, "The server answered with status \(status).", problem: problem))
        }
    }

    /// A response of another media type came where a stream should be.
    mutating func misunderstood(_ message: String) {
        step = .fail(error(.malformed, message))
    }

    /// The connection could not be made, broke, went silent or ended before the ending.
    mutating func broke(_ cause: (any Error)?, using generator: inout some RandomNumberGenerator) {
        let failure =
            turn == nil
            ? error(.unreachable, "The server cannot be reached.", cause: cause)
            : error(.interrupted, "The connection broke and could not be made again.", cause: cause)
        retry(failure, asked: nil, using: &generator)
    }

    /// An event came.
    ///
    /// - Returns: what the reader is told, in order; nothing for what it knows already.
    mutating func received(_ event: ReceivedEvent) -> [ChatEvent] {
        guard case .read = step else { return [] }
        if let id = event.id {
            if turn == nil { turn = id.turn }
            guard id.turn == turn else {
                misunderstood("An event of another turn came.")
                return []
            }
            guard id.sequence > sequence else { return [] }
            sequence = id.sequence
            failures = 0
            waited = .zero
        }
        do {
            return take(try WireEvent(type: event.type, data: event.data))
        } catch {
            step = .fail(
                self.error(.malformed, "An event of type \(event.type) cannot be read.", cause: error))
            return []
        }
    }

    private mutating func take(_ event: WireEvent) -> [ChatEvent] {
        switch event {
        case .started(let name):
            if turn == nil { turn = name }
            return [.started(name)]
        case .status(let phase): return [.status(phase)]
        case .sources(let cited):
            sources = cited
            return [.sources(cited)]
        case .text(let piece):
            text += piece
            return fits(text) ? [.text(piece)] : []
        case .replaced(let whole):
            text = whole
            return fits(text) ? [.replaced(whole)] : []
        case .notice(let code, let sentence):
            notices.append(code)
            return [.notice(code, text: sentence)]
        case .finished(let answer): return finish(answer)
        case .failed(let problem, let partialText):
            if let partialText { text = partialText }
            step = .fail(error(.failed, "The answer failed.", problem: problem))
            return []
        case .nothing: return []
        }
    }

    private mutating func finish(_ ending: ChatAnswer) -> [ChatEvent] {
        guard fits(ending.text) else { return [] }
        step = .end
        var answer = ending
        answer.turn = turn
        answer.sources = sources
        answer.notices = notices
        return answer.text == text ? [.finished(answer)] : [.replaced(answer.text), .finished(answer)]
    }

    private mutating func fits(_ text: String) -> Bool {
        guard text.utf8.count > configuration.maximumAnswerBytes else { return true }
        step = .fail(
            error(.tooLong, "The answer has more than \(configuration.maximumAnswerBytes) bytes."))
        return false
    }

    private mutating func retry(
        _ failure: ChatError, asked: Duration?, using generator: inout some RandomNumberGenerator
    ) {
        failures += 1
        let delay = max(backoff.delay(before: failures, using: &generator), asked ?? .zero)
        let patience = turn == nil ? configuration.startPatience : configuration.patience
        guard failures < configuration.maximumAttempts, waited + delay <= patience else {
            step = .fail(failure)
            return
        }
        waited += delay
        step = .wait(delay)
    }

    private var nextRequest: Step {
        turn.map { .resume($0, after: sequence) } ?? .ask
    }

    private func error(
        _ code: ChatError.Code, _ message: String, problem: ChatProblem? = nil,
        cause: (any Error)? = nil
    ) -> ChatError {
        ChatError(code, message, problem: problem, partialText: text, cause: cause)
    }
}
