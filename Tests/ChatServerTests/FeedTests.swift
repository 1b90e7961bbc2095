import KayaTesting
import Testing

@Suite("GET /api/feed", .timeLimit(.minutes(1)))
struct FeedTests {
    @Test("A second tab sees what runs and when it ends; a stop in one shows in the other")
    func follows() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            let cookie = try #require(anna.cookie)
            let server = anna.server
            let tab = anna
            try await server.connect { feed in
                try await feed.request("GET", "/api/feed", ["Cookie": cookie])
                #expect(try await feed.head().status == 200)
                #expect(try await feed.frame() == "event: turns\ndata: {\"running\":[]}\n\n")
                let turn = try await tab.ask("Wer?", in: id)
                let picture =
                    "event: turns\ndata: {\"running\":[{\"conversation\":\"\(id)\",\"turn\":\"\(turn)\"}]}\n\n"
                #expect(try await feed.frame() == picture)
                let call = await server.model.nextCall()
                _ = try await tab.call("POST", "/api/turns/\(turn)/cancellation")
                await call.cancelled()
                #expect(try await feed.frame() == "event: turns\ndata: {\"running\":[]}\n\n")
            }
        }
    }

    @Test("Nobody sees what others do")
    func strangers() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            var bert = ConversationPeer(server: anna.server)
            _ = try await bert.begin()
            let cookie = try #require(bert.cookie)
            let server = anna.server
            let tab = anna
            let other = bert
            try await server.connect { feed in
                try await feed.request("GET", "/api/feed", ["Cookie": cookie])
                _ = try await feed.head()
                _ = try await feed.frame()
                _ = try await tab.call("POST", "/api/conversations/\(id)/turns", json: #"{"q": "Wer?"}"#)
                await server.modelAnswers("Ich")
                // What comes next is one's own.
                let own = try await other.begunConversation()
                _ = try await other.call("POST", "/api/conversations/\(own)/turns", json: #"{"q": "Was?"}"#)
                #expect(try await feed.frame()?.contains(own) == true)
            }
            #expect(try await ConversationPeer(server: server).call("GET", "/api/feed").status == 404)
        }
    }
}
