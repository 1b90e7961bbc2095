internal import Archive
internal import Dialogue
internal import Hummingbird
internal import Turns

/// `GET /api/status`: what a page tells people before they ask, and what it should know about this server.
struct StatusRoute: Sendable {
    let archive: (any ConversationArchive)?
    let intake: TurnIntake
    let knowledge: ServedKnowledge
    let configuration: ChatServerConfiguration

    func add(to router: Router<KayaRequestContext>) {
        router.get("/api/status") { _, context in try await status(context) }
    }

    private func status(_ context: KayaRequestContext) async throws -> Response {
        let language = context.client.language
        let (limits, timing) = (configuration.limits, configuration.timing)
        return try JSONResponse.make(
            StatusJSON(
                notice: language == .german
                    ? "Hier antwortet eine KI. Prüfen Sie Wichtiges an der genannten Quelle."
                    : "An AI answers here. Check what matters at the source it names.",
                draining: intake.isDraining,
                conversations: StatusJSON.Conversations(
                    kept: archive != nil, writable: await archive?.isWritable() ?? false,
                    visitorDays: Self.days(configuration.retention.visitors),
                    accountDays: Self.days(configuration.retention.accounts)),
                transport: StatusJSON.Transport(
                    heartbeatSeconds: Int(timing.heartbeat.components.seconds),
                    pollSeconds: Int(timing.poll.components.seconds)),
                limits: StatusJSON.Limits(
                    questionCharacters: limits.questionCharacters, titleCharacters: limits.titleCharacters,
                    commentCharacters: limits.commentCharacters),
                page: await page(context)))
    }

    private func page(_ context: KayaRequestContext) async -> StatusJSON.Page {
        let language = context.client.language
        return StatusJSON.Page(
            name: configuration.page?.name ?? "Kaya",
            examples: await knowledge.examples(language),
            notices: [configuration.notice].compactMap(\.self).map {
                StatusJSON.Page.Notice(level: $0.level.rawValue, text: $0.text(in: language))
            },
            debug: context.mayDebug)
    }

    private static func days(_ duration: Duration) -> Int { Int(duration.components.seconds / 86_400) }
}
