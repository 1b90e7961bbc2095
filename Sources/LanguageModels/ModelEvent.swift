/// What a model has to say while it completes a prompt.
package enum ModelEvent: Sendable, Hashable {
    /// Which model is trying from here on. Said before that model's first other event; said again when another model
    /// of the preference order takes over, which can only happen before the first delta.
    case model(ModelIdentity)
    /// An attempt failed before its first delta, in this way; the next one starts after `delay`.
    case retrying(attempt: Int, delay: Duration, after: ModelError.Code)
    /// This model failed before its first delta, in this way, and is asked no more for this answer.
    case passedOver(ModelIdentity, after: ModelError.Code)
    /// The model is reasoning; its thoughts are not shown. Sent at most once per read of the socket.
    case thinking
    /// A piece of the answer.
    case delta(Delta)
}
