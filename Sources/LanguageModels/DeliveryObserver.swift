/// Whoever wants to know when a model begins to speak.
protocol DeliveryObserver: AnyObject, Sendable {
    /// The model reasons. Said at each sign of it before the text.
    func modelReasons()
    /// The first text is about to be delivered. Nothing is said after it.
    func textBegins()
}
