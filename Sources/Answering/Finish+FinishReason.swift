internal import Dialogue
internal import LanguageModels

extension Finish {
    /// How an answer ended, by why its model stopped.
    init(_ reason: Completion.FinishReason) {
        switch reason {
        case .stop: self = .stop
        case .length: self = .length
        case .contentFilter: self = .contentFilter
        case .refusal: self = .refusal
        case .other: self = .other
        }
    }
}
