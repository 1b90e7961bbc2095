package import LanguageModels

/// A well-behaved HTTP answer of a model server, to be sent whole, slowly, or in part.
///
/// ```swift
/// ModelAnswer.tokens(["Guten ", "Tag"], usage: Usage(promptTokens: 9, completionTokens: 2)).steps
/// ```
package struct ModelAnswer: Sendable {
    /// How the body's end is marked.
    package enum Framing: Sendable, CaseIterable {
        case chunked
        case length
        /// By closing the connection.
        case close
    }

    /// What ends a line of the event stream.
    package enum LineEnding: String, Sendable, CaseIterable {
        case lf = "\n"
        case crlf = "\r\n"
        case cr = "\r"
    }

    package var status: Int
    package var headers: [(name: String, value: String)]
    /// The body; each piece is a chunk of its own when chunked.
    package var pieces: [[UInt8]]
    package var framing: Framing

    package init(
        status: Int = 200,
        headers: [(name: String, value: String)] = [("Content-Type", "text/event-stream")],
        pieces: [[UInt8]],
        framing: Framing = .chunked
    ) {
        self.status = status
        self.headers = headers
        self.pieces = pieces
        self.framing = framing
    }

    /// A whole answer in OpenAI's dialect: a role, each token, the finish reason, the usage if there is one, `[DONE]`.
    package static func tokens(
        _ tokens: [String],
        usage: Usage? = nil,
        finish: String? = "stop",
        sendsDone: Bool = true,
        framing: Framing = .chunked,
        lineEnding: LineEnding = .lf,
        model: String = "test-model"
    ) -> ModelAnswer {
        var events = [ModelChunkJSON.role(model: model)]
        events += tokens.map { ModelChunkJSON.content($0, model: model) }
        if let finish { events.append(ModelChunkJSON.finish(finish, model: model)) }
        if let usage { events.append(ModelChunkJSON.usage(usage, model: model)) }
        if sendsDone { events.append("[DONE]") }
        return .events(events, framing: framing, lineEnding: lineEnding)
    }

    /// An event stream with the given data, one event and one piece each.
    package static func events(
        _ data: [String],
        framing: Framing = .chunked,
        lineEnding: LineEnding = .lf
    ) -> ModelAnswer {
        let end = lineEnding.rawValue
        return ModelAnswer(pieces: data.map { Array("data: \($0)\(end)\(end)".utf8) }, framing: framing)
    }

    /// An answer that is no event stream, such as an error.
    package static func response(
        status: Int,
        headers: [(name: String, value: String)] = [],
        contentType: String = "application/json",
        body: String = "",
        framing: Framing = .length
    ) -> ModelAnswer {
        ModelAnswer(
            status: status,
            headers: headers + [("Content-Type", contentType)],
            pieces: body.isEmpty ? [] : [Array(body.utf8)],
            framing: framing
        )
    }
}
