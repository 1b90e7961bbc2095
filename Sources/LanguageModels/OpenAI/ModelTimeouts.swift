/// How long each part of a completion may take. All are measured by a monotonic clock.
package struct ModelTimeouts: Sendable, Hashable {
    /// From the start until there is a connection. Default 3 s.
    package var connect: Duration
    /// From there until the response head. Default 10 s.
    package var responseHead: Duration
    /// From the start until the first text, as long as the model shows no reasoning. Default 20 s.
    package var firstDelta: Duration
    /// The same once the model reasons. Default 60 s.
    package var firstDeltaWhileReasoning: Duration
    /// Between two reads that bring bytes, comments included. Default 30 s.
    package var idle: Duration
    /// From the start to the end; nil for none. Default 120 s.
    package var total: Duration?
    /// How long the rest is read after the finish reason, for token counts; then the answer is complete without.
    /// Default 2 s.
    package var drain: Duration
    /// The same after `[DONE]`, where mostly nothing follows. Default 1 s.
    package var drainAfterDone: Duration
    /// How long the body of an error status is read; then it is judged by what came. Default 2 s.
    package var errorBody: Duration

    package init(
        connect: Duration = .seconds(3),
        responseHead: Duration = .seconds(10),
        firstDelta: Duration = .seconds(20),
        firstDeltaWhileReasoning: Duration = .seconds(60),
        idle: Duration = .seconds(30),
        total: Duration? = .seconds(120),
        drain: Duration = .seconds(2),
        drainAfterDone: Duration = .seconds(1),
        errorBody: Duration = .seconds(2)
    ) {
        self.connect = connect
        self.responseHead = responseHead
        self.firstDelta = firstDelta
        self.firstDeltaWhileReasoning = firstDeltaWhileReasoning
        self.idle = idle
        self.total = total
        self.drain = drain
        self.drainAfterDone = drainAfterDone
        self.errorBody = errorBody
    }
}
