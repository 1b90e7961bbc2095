import Foundation

extension ModelServer {
    /// A request as it arrived.
    package struct Request: Sendable {
        /// Which connection it came on, counted from 0.
        package var connection: Int
        /// How many requests that connection had brought before.
        package var indexOnConnection: Int
        package var method: String
        package var target: String
        package var headers: [(name: String, value: String)]
        package var body: [UInt8]

        /// The first value of a field, its name compared without regard to case.
        package func value(of name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        /// The body as text.
        package var bodyText: String { String(decoding: body, as: UTF8.self) }

        /// The text of the last message whose role is `user`, if the body is a chat completion request.
        package var question: String? {
            // What is no JSON has no question.
            let json = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
            let messages = json?["messages"] as? [[String: Any]]
            return messages?.last { $0["role"] as? String == "user" }?["content"] as? String
        }
    }
}
