internal import EventStream

/// Understands the events of one chat completion, one after the other.
///
/// It takes each event's data as bytes, from a stream of events, from lines or from a whole body, and knows at any time
/// how far the answer is. Data that cannot be read is skipped and counted; three in a row, or more than one in a
/// hundred from 200 events on, are a failure.
struct ChatCompletionReader: Sendable {
    /// Whether `[DONE]` was read.
    private(set) var isDone = false
    /// The last counts that were reported.
    private(set) var usage: Usage?
    private(set) var failure: ModelError?
    /// Events that could not be read.
    private(set) var malformedCount = 0
    /// Events that were read without a second `data:`.
    private(set) var repairedCount = 0
    /// Pieces of tool calls; no tools are offered, so they are passed over.
    private(set) var toolCallCount = 0
    /// Events that were part of a completion, with or without text.
    private(set) var chunkCount = 0
    private(set) var text: AnswerText

    private var upstreamReason: Completion.FinishReason?
    private var eventCount = 0
    private var malformedRunCount = 0
    private var textChunkCountInRead = 0
    private var isThinkingInRead = false
    private var hasRefusal = false

    init(text: AnswerText) {
        self.text = text
    }

    /// Why the model stopped, once it said so.
    var finishReason: Completion.FinishReason? {
        hasRefusal && (upstreamReason == .stop || isDone && upstreamReason == nil) ? .refusal : upstreamReason
    }

    /// Reads the data of one event whose type is not `error`.
    @inline(__always)
    mutating func read(_ data: UnsafeRawBufferPointer) {
        guard failure == nil else { return }
        switch ChunkScanner.read(data) {
        case .content(let content):
            guard !isDone else { return }
            noteChunk()
            append(content)
        case .nothing:
            noteChunk()
        case .odd:
            readOdd(data)
        }
    }

    /// Reads the data of an event of type `error`.
    mutating func readError(_ data: UnsafeRawBufferPointer) {
        guard failure == nil, !isDone else { return }
        let reported =
            ReportedError(body: data) ?? ReportedError(message: String(decoding: data.prefix(4096), as: UTF8.self))
        failure = reported.modelError
    }

    /// Reads a whole answer that came as one JSON body, or as lines although it was not announced so.
    mutating func readWhole(_ body: UnsafeRawBufferPointer) {
        guard let chunk = ChatCompletionChunk(body) else {
            let lines = body.split(separator: UInt8(ascii: "\n"))
            guard lines.count > 1 else { return fail(.malformed, "The answer's JSON cannot be read.") }
            for line in lines { readLine(UnsafeRawBufferPointer(rebasing: line)) }
            return
        }
        take(chunk, chunk.message)
        guard failure == nil else { return }
        guard chunkCount > 0 else { return fail(.malformed, "The answer is JSON, but no chat completion.") }
        if chunk.hasChoices, upstreamReason == nil { upstreamReason = .stop }
    }

    /// Reads one line of a body of lines.
    mutating func readLine(_ line: UnsafeRawBufferPointer) {
        let line = line.trimmed
        guard failure == nil, !isDone, !line.isEmpty else { return }
        guard let chunk = ChatCompletionChunk(line) else { return noteMalformed() }
        take(chunk, chunk.hasChoices ? chunk.delta : chunk.message)
    }

    /// Notes that the server closed its stream with `[DONE]`.
    mutating func noteDone() {
        isDone = true
        text.finish()
    }

    /// Notes why nothing more can be read.
    mutating func fail(_ code: ModelError.Code, _ message: String) {
        failure = failure ?? ModelError(code, message)
    }

    /// Ends the body: text held back waits to be taken.
    mutating func finish() {
        text.finish()
    }

    /// What was read since the last call.
    mutating func endRead() -> ReadOutcome {
        var outcome = ReadOutcome(isThinking: isThinkingInRead)
        if let text = text.take() {
            outcome.delta = Delta(text: text, chunkCount: max(1, textChunkCountInRead))
        }
        if text.isCut {
            fail(.tooLong, "The answer grew beyond \(text.maximumCharacterCount) characters.")
        }
        outcome.failure = failure
        textChunkCountInRead = 0
        isThinkingInRead = false
        return outcome
    }

    /// Why the events read so far cannot be trusted, if they cannot.
    var tooManyMalformed: ModelError? {
        guard malformedCount > 0 else { return nil }
        if malformedRunCount >= 3 || eventCount >= 200 && malformedCount * 100 > eventCount || chunkCount == 0 {
            return ModelError(.malformed, "\(malformedCount) of \(eventCount) events could not be read.")
        }
        return nil
    }
}

extension ChatCompletionReader {
    @inline(__always)
    private mutating func noteChunk() {
        eventCount &+= 1
        chunkCount &+= 1
        malformedRunCount = 0
    }

    @inline(__always)
    private mutating func append(_ content: JSONString) {
        if text.append(content) { isThinkingInRead = true }
        textChunkCountInRead &+= 1
    }

    /// Reads what the scanner left: the end mark, errors, everything unusual.
    @inline(never)
    private mutating func readOdd(_ data: UnsafeRawBufferPointer) {
        let data = data.trimmed
        guard !data.isEmpty else { return }
        if data.starts(with: "[DONE]".utf8) { return noteDone() }
        if let chunk = ChatCompletionChunk(data) {
            take(chunk, chunk.delta)
        } else if let chunk = ChatCompletionChunk(withoutPrefix: data) {
            repairedCount += 1
            take(chunk, chunk.delta)
        } else if data.prefix(6).map({ $0 | 0x20 }).elementsEqual("error:".utf8) {
            guard !isDone else { return }
            failure = ReportedError(message: String(decoding: data.dropFirst(6).prefix(4096), as: UTF8.self)).modelError
        } else if data.elementsEqual("null".utf8) {
            return
        } else {
            noteMalformed()
        }
    }

    private mutating func take(_ chunk: ChatCompletionChunk, _ words: ChatCompletionChunk.Words) {
        usage = chunk.usage ?? usage
        guard !isDone else { return }
        if let error = chunk.error {
            failure = error.modelError
            return
        }
        guard chunk.isPartOfCompletion else {
            eventCount += 1
            malformedRunCount = 0
            return
        }
        noteChunk()
        toolCallCount += words.toolCallCount
        isThinkingInRead = isThinkingInRead || words.isReasoning
        let pieces = words.content.filter { !$0.isEmpty }
        for piece in pieces { append(piece) }
        if let refusal = words.refusal, !refusal.isEmpty {
            hasRefusal = true
            append(refusal)
        }
        if let reason = chunk.finishReason { noteFinish(reason) }
        if chunk.isLastLine { noteDone() }
    }

    private mutating func noteFinish(_ reason: String) {
        guard let known = Completion.FinishReason(upstream: reason) else {
            return fail(.serverError, "The model server ended the answer with the finish reason “error”.")
        }
        upstreamReason = known
    }

    private mutating func noteMalformed() {
        guard !isDone else { return }
        eventCount += 1
        malformedCount += 1
        malformedRunCount += 1
        if chunkCount > 0 || malformedRunCount >= 3 { failure = tooManyMalformed }
    }
}
