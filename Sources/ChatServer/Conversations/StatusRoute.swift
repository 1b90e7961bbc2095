internal import Archive
internal import Dialogue
internal import Hummingbird
internal import Turns

/// `GET /api/status`: what a page tells people before they ask, and what it should know about this server.
struct StatusRoute: Sendable {
    let archive: (any ConversationArchive)?
    let intake: TurnIntake
    let policy: RetentionPolicy
    let timing: StreamTiming

    /// The answer: `{"ai", "draining", "conversations": {…}, "transport": {…}}`.
    private struct Status: Encodable {
        struct Conversations: Encodable {
            let kept: Bool
            /// Whether they can be stored at this moment.
            let writable: Bool
            /// Whole days after the last question.
            let visitorDays: Int
            let accountDays: Int
        }

        struct Transport: Encodable {
            let heartbeatSeconds: Int
            let pollSeconds: Int
        }

        /// Who asks is talking to a machine (AI Act, Article 50 (1)).
        let ai: Bool
        let notice: String
        let draining: Bool
        let conversations: Conversations
        let transport: Transport
    }

    func add(to router: Router<KayaRequestContext>) {
        router.get("/api/status") { _, context in try await status(context) }
    }

    private func status(_ context: KayaRequestContext) async throws -> Response {
        try JSONResponse.make(
            Status(
                ai: true,
                notice: context.client.language == .german
                    ? "Hier antwortet eine KI. Prüfen Sie Wichtiges an der genannten Quelle."
                    : "An AI answers here. Check what matters at the source it names.",
                draining: intake.isDraining,
                conversations: Status.Conversations(
                    kept: archive != nil, writable: await archive?.isWritable() ?? false,
                    visitorDays: Self.days(policy.visitors), accountDays: Self.days(policy.accounts)),
                transport: Status.Transport(
                    heartbeatSeconds: Int(timing.heartbeat.components.seconds),
                    pollSeconds: Int(timing.poll.components.seconds))))
    }

    private static func days(_ duration: Duration) -> Int { Int(duration.components.seconds / 86_400) }
}
