@testable import LanguageModels

/// What a decoder made of a body that came in the given reads.
struct OpenAIDecoding: Equatable, CustomStringConvertible {
    var text = ""
    var isThinking = false
    var finish: String?
    var error: String?
    var isRetryable: Bool?
    var usage: Usage?
    var malformedCount = 0

    var description: String {
        "\(text.debugDescription) thinking \(isThinking) finish \(finish ?? "-") error \(error ?? "-") "
            + "retryable \(isRetryable.map(String.init) ?? "-") usage \(usage.map { "\($0)" } ?? "-") "
            + "malformed \(malformedCount)"
    }

    /// What a case expects.
    init(expectedBy streamCase: OpenAIStreamCase) {
        text = streamCase.text
        isThinking = streamCase.thinking
        finish = streamCase.finish
        error = streamCase.error
        isRetryable = streamCase.retryable
        usage = streamCase.error == nil ? streamCase.usage : nil
        malformedCount = streamCase.error == nil ? streamCase.malformed : 0
    }

    /// Feeds each chunk as one read, as the model does.
    init(_ chunks: [[UInt8]], head: TransportResponseHead, maximumCharacterCount: Int = 200_000) {
        var decoder = ChatCompletionDecoder(maximumCharacterCount: maximumCharacterCount)
        decoder.begin(head)
        for chunk in chunks where decoder.failure == nil && !decoder.hasEnough {
            chunk.withUnsafeBytes { decoder.feed($0) }
            take(decoder.endRead())
        }
        if decoder.failure == nil { take(decoder.endBody()) }
        switch decoder.conclusion(by: ModelIdentity(label: "test", model: "m")) {
        case .success(let completion):
            finish = completion.finishReason.rawValue
            usage = completion.usage
            malformedCount = completion.malformedEventCount
        case .failure(let failure):
            error = failure.code.rawValue
            isRetryable = failure.isRetryable
        }
    }

    private mutating func take(_ outcome: ReadOutcome) {
        text += outcome.delta?.text ?? ""
        isThinking = isThinking || outcome.isThinking
    }

    /// The same without what a case leaves open.
    func comparable(to expected: OpenAIDecoding) -> OpenAIDecoding {
        var result = self
        if expected.isRetryable == nil { result.isRetryable = nil }
        return result
    }
}
