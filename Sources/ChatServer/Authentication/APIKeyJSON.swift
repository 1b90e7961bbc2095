internal import Dialogue
internal import Foundation
internal import Identity

/// A key as its owner sees it. The key itself is there once, when it is made.
struct APIKeyJSON: Encodable {
    private let id: String
    private let name: String
    private let scopes: [String]
    /// Days, as `2026-01-31`.
    private let created: String
    private let lastUsed: String?
    private let key: String?

    init(_ key: APIKey, text: String? = nil) {
        id = key.id.description
        name = key.name
        scopes = key.scopes.map(\.rawValue).sorted()
        created = Self.date(key.createdDay)
        lastUsed = key.lastUsedDay.map(Self.date)
        self.key = text
    }

    private static func date(_ day: Int) -> String {
        Date(timeIntervalSince1970: Double(day) * 86_400).formatted(.iso8601.year().month().day())
    }
}
