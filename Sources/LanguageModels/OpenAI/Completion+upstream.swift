extension Completion.FinishReason {
    /// The meaning of a server's finish reason, in any provider's words; nil if it says that the server failed.
    init?(upstream reason: String) {
        switch reason.lowercased() {
        case "error": return nil
        case "stop", "eos", "eos_token", "end_turn", "stop_sequence": self = .stop
        case "length", "max_tokens", "max_length": self = .length
        case "content_filter", "safety": self = .contentFilter
        case "refusal": self = .refusal
        default: self = .other
        }
    }
}
