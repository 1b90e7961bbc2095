package import EventStream
internal import Foundation

extension Fixture {
    /// A case of `Fixtures/event-stream`: bytes, and what every decoder must make of them.
    package struct EventStream: Decodable, Sendable, CustomStringConvertible {
        package let name: String
        package let covers: [String]
        package let bytes: [UInt8]
        package let events: [ServerSentEvent]
        package let reconnectionTime: UInt32?
        package let lastEventID: String
        package let commentCount: UInt64
        package let unfinished: UnfinishedEvent?

        package var description: String { name }

        /// All cases, in the file's order.
        package static func all() throws -> [EventStream] {
            try Fixture.lines(of: folder.appending(path: "event-stream/cases.jsonl"))
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.decode(String.self, forKey: .name)
            covers = try container.decode([String].self, forKey: .covers)
            if let base64 = try container.decodeIfPresent(Data.self, forKey: .inputBase64) {
                bytes = Array(base64)
            } else {
                bytes = Array(try container.decode(String.self, forKey: .input).utf8)
            }
            events = try container.decode([Event].self, forKey: .events).map {
                ServerSentEvent(type: $0.type, data: $0.data, id: $0.id, retry: $0.retry)
            }
            reconnectionTime = try container.decodeIfPresent(UInt32.self, forKey: .retry)
            lastEventID = try container.decode(String.self, forKey: .lastEventID)
            commentCount = try container.decode(UInt64.self, forKey: .comments)
            unfinished = try container.decodeIfPresent(Unfinished.self, forKey: .unfinished).map {
                UnfinishedEvent(data: Array($0.data.utf8), endsInsideLine: $0.endsInsideLine)
            }
        }

        private enum CodingKeys: String, CodingKey {
            case name, covers, input, inputBase64, events, retry, lastEventID, comments, unfinished
        }

        private struct Event: Decodable {
            let type: String
            let data: String
            let id: String
            let retry: UInt32?
        }

        private struct Unfinished: Decodable {
            let data: String
            let endsInsideLine: Bool
        }
    }
}
