internal import Dialogue
internal import LanguageModels

extension Answer {
    /// What a model's completion means to who asked.
    init(_ completion: Completion) {
        self.init(
            finish: Finish(completion.finishReason),
            usage: completion.usage.map {
                TokenUsage(promptTokens: $0.promptTokens, completionTokens: $0.completionTokens)
            })
    }
}

extension Finish {
    /// How an answer ended, by why its model stopped.
    fileprivate init(_ reason: Completion.FinishReason) {
        switch reason {
        case .stop: self = .stop
        case .length: self = .length
        case .contentFilter: self = .contentFilter
        case .refusal: self = .refusal
        case .other: self = .other
        }
    }
}
