internal import Archive
internal import Dialogue
internal import Hummingbird
internal import LiveStreams
internal import Turns

/// `GET /api/turns/{t}/sources/{number}`: what a cited document says, for whoever may read the turn that cites it.
struct PassageRoute: Sendable {
    let intake: TurnIntake
    let knowledge: ServedKnowledge

    private struct PassageJSON: Encodable {
        let number: Int
        let title: String
        let heading: String
        let url: String?
        let validFrom: String?
        let document: String
        let language: String?
        let text: String
        let shortened: Bool

        init(_ passage: CitedPassage, number: Int) {
            self.number = number
            title = passage.title
            heading = passage.heading
            url = passage.url
            validFrom = passage.validFrom
            document = passage.document
            language = passage.language
            text = passage.text
            shortened = passage.isShortened
        }
    }

    func add(to router: Router<KayaRequestContext>) {
        router.get("/api/turns/{turn}/sources/{number}") { _, context in try await passage(context) }
    }

    /// - Throws: ``Problem``: `stream-lost` for a turn that is unknown or somebody else's, `not-found` for a source that it
    ///   does not cite, or whose document no longer says this.
    private func passage(_ context: KayaRequestContext) async throws -> Response {
        guard let id = context.parameters.get("turn").flatMap({ TurnID($0) }) else { throw Problem(.streamLost) }
        let sources = try await TurnLookup(intake: intake, owner: context.owner).find(id).sources
        guard let number = context.parameters.get("number").flatMap({ Int($0) }),
            let source = sources.first(where: { $0.number == number }),
            let passage = try await knowledge.passage(source)
        else { throw Problem(.notFound) }
        return try JSONResponse.make(PassageJSON(passage, number: number))
    }
}
