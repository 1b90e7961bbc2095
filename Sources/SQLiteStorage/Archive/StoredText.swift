import Foundation
import GRDB

/// Text as it is stored: its UTF-8 as a BLOB, every byte of it.
struct StoredText: DatabaseValueConvertible {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    var databaseValue: DatabaseValue { Data(text.utf8).databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> StoredText? {
        Data.fromDatabaseValue(value).map { StoredText(String(decoding: $0, as: UTF8.self)) }
    }
}
