import Dialogue
import KayaTesting
import Testing

@testable import ChatServer
@testable import Turns

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

    @Test("A picture that waits is the newest, and is given once")
    func newest() {
        let waiting = NewestPicture()
        for number in UInt64(1)...2 {
            let turn = RunningTurns.Picture.Turn(
                id: TurnID(high: 0, low: number), conversation: ConversationID(high: 0, low: 9))
            waiting.put(RunningTurns.Picture(turns: [turn]))
        }
        #expect(waiting.take()?.turns.map(\.id) == [TurnID(high: 0, low: 2)])
        #expect(waiting.take() == nil)
    }

    @Test("A feed has its line in the access log when its reader has left")
    func accessLog() async throws {
        try await ConversationPeer.run {
            $0.server.timing.heartbeat = .milliseconds(20)
        } _: { anna in
            _ = try await anna.begin()
            let cookie = try #require(anna.cookie)
            try await anna.server.connect { feed in
                try await feed.request("GET", "/api/feed", ["Cookie": cookie])
                #expect(try await feed.head().status == 200)
                _ = try await feed.frame()
            }
            #expect(await anna.server.line("stream").field("http.route") == "/api/feed")
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
