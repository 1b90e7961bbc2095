internal import EventStream

/// Turns the body of a model server's answer into text, read by read, and says in the end how the completion went.
///
/// A pure value: feed it the body's bytes as they come, end every read, end the body. However the bytes were cut, the
/// text, the finish and the failure are the same. It keeps one incomplete event or line (1 MiB a line, 2 MiB an event),
/// and of an answer that is one JSON value the value (2 MiB); beyond these bounds the answer is malformed.
struct ChatCompletionDecoder: Sendable {
    /// The longest JSON body, and the longest line of a body of lines, in bytes.
    static let maximumBodyByteCount = 2 << 20

    private(set) var reader: ChatCompletionReader
    private var format = BodyFormat.undecided
    private var events = EventStreamDecoder()
    private var kept: [UInt8] = []
    private let wantsUsage: Bool

    /// - Parameters:
    ///   - wantsUsage: whether token counts were asked for, so that they are waited for after `[DONE]`.
    init(maximumCharacterCount: Int = 200_000, removesThoughts: Bool = true, wantsUsage: Bool = true) {
        reader = ChatCompletionReader(
            text: AnswerText(maximumCharacterCount: maximumCharacterCount, removesThoughts: removesThoughts))
        self.wantsUsage = wantsUsage
    }

    /// Whether the model said why it ended, or that it is done: from here on only counts may follow.
    var isFinished: Bool { reader.finishReason != nil || reader.isDone }

    /// Why nothing more can be read.
    var failure: ModelError? { reader.failure }

    /// Whether `[DONE]` was read.
    var isDone: Bool { reader.isDone }

    /// Whether nothing more is wanted of the body.
    var hasEnough: Bool { reader.isDone && (reader.usage != nil || !wantsUsage) }

    /// Takes the head of a response with status 200.
    mutating func begin(_ head: TransportResponseHead) {
        if let encoding = head.value(of: "content-encoding")?.lowercased(), !["", "identity"].contains(encoding) {
            reader.fail(
                .malformed, "The answer is compressed (\(PlainText.firstLine(of: encoding))), which was not asked for.")
        }
        let type = head.value(of: "content-type")
        guard let announced = BodyFormat(contentType: type) else {
            let name = PlainText.firstLine(of: type ?? "")
            return reader.fail(.malformed, "The answer is \(name), neither an event stream nor JSON.")
        }
        format = announced
    }

    /// Takes bytes of the body.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        guard reader.failure == nil else { return }
        switch format {
        case .eventStream: Self.feed(bytes, to: &events, &reader)
        case .undecided: decide(bytes)
        case .json: keep(bytes)
        case .lines: feedLines(bytes)
        }
    }

    /// Ends a read of the socket.
    mutating func endRead() -> ReadOutcome {
        reader.endRead()
    }

    /// Ends the body, cleanly or not, and hands over what was held back.
    mutating func endBody() -> ReadOutcome {
        switch format {
        case .eventStream:
            if let rest = events.finish(), rest.data.withUnsafeBytes({ $0.trimmed.elementsEqual("[DONE]".utf8) }) {
                reader.noteDone()
            }
        case .json:
            let body = kept
            body.withUnsafeBytes { reader.readWhole($0) }
        case .lines:
            readKeptLine()
        case .undecided:
            break
        }
        kept = []
        reader.finish()
        return reader.endRead()
    }

    private static func feed(
        _ bytes: UnsafeRawBufferPointer, to events: inout EventStreamDecoder, _ reader: inout ChatCompletionReader
    ) {
        do throws(EventStreamError) {
            try events.feed(bytes) { (event) throws(EventStreamError) in
                if event.type.isEmpty {
                    reader.read(event.data)
                } else {
                    Self.read(event, &reader)
                }
            }
        } catch {
            reader.fail(.malformed, "The event stream cannot be read: \(error.message)")
        }
    }

    /// An event that has a type of its own.
    private static func read(_ event: borrowing EventView, _ reader: inout ChatCompletionReader) {
        if event.type.elementsEqual("error".utf8) {
            reader.readError(event.data)
        } else if !event.type.elementsEqual("ping".utf8) {
            reader.read(event.data)
        }
    }

    private mutating func decide(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.firstIndex(where: { !BodyFormat.isPreamble($0) }) else { return }
        guard let format = BodyFormat(firstByte: bytes[start]) else {
            return reader.fail(.malformed, "The answer is markup, perhaps a login page: \(Self.excerpt(of: bytes))")
        }
        self.format = format
        feed(UnsafeRawBufferPointer(rebasing: bytes[start...]))
    }

    private static func excerpt(of bytes: UnsafeRawBufferPointer) -> String {
        PlainText.firstLine(ofHTML: String(decoding: bytes.prefix(4096), as: UTF8.self))
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
        guard kept.count + bytes.count <= Self.maximumBodyByteCount else {
            return reader.fail(.malformed, "The answer's JSON has more than \(Self.maximumBodyByteCount) bytes.")
        }
        kept.append(contentsOf: bytes)
    }

    private mutating func feedLines(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            keep(UnsafeRawBufferPointer(rebasing: rest[..<end]))
            readKeptLine()
            rest = rest[(end + 1)...]
        }
        keep(UnsafeRawBufferPointer(rebasing: rest))
    }

    private mutating func readKeptLine() {
        var line: [UInt8] = []
        swap(&line, &kept)
        line.withUnsafeBytes { reader.readLine($0) }
        line.removeAll(keepingCapacity: line.capacity <= 16 << 10)
        swap(&line, &kept)
    }
}
