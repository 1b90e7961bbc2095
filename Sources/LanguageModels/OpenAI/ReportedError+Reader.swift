extension ReportedError {
    /// Collects an error while a cursor walks over the object that may be, or may hold, one.
    struct Reader {
        private var error: ReportedError?
        private var own = ReportedError(message: "")
        private var detail: String?
        private var isErrorObject = false

        /// What was found.
        ///
        /// An `error` that is not null counts always. The other forms count only in an object without choices: one that
        /// calls itself an error, one with a `detail` as FastAPI has it, and in a list one with a `message`.
        func report(hasChoices: Bool, isErrorList: Bool) -> ReportedError? {
            if var error {
                if error.message.isEmpty { error.message = own.message }
                return error
            }
            guard !hasChoices else { return nil }
            if isErrorObject || isErrorList && !own.message.isEmpty { return own }
            return detail.map { ReportedError(message: $0) }
        }

        /// Reads one member of a chunk or of a body, or moves over one that has nothing to do with errors.
        mutating func readMember(_ name: JSONString, _ cursor: inout JSONCursor) -> Bool {
            if name.matches("error") {
                error = nil
                return readError(&cursor)
            }
            if name.matches("errors"), cursor.byte == UInt8(ascii: "[") { return readError(&cursor) }
            if name.matches("detail") { return readDetail(&cursor) }
            if name.matches("object") || name.matches("type") { return readKind(name, &cursor) }
            return Self.readField(name, &cursor, of: &own)
        }

        /// A string, an object, or a list of these of which the first counts. Null, false, zero and what is empty are
        /// no error.
        private mutating func readError(_ cursor: inout JSONCursor) -> Bool {
            switch cursor.byte {
            case UInt8(ascii: "\""):
                guard let string = cursor.readString() else { return false }
                if !string.isEmpty { error = ReportedError(message: string.text()) }
                return true
            case UInt8(ascii: "{"):
                return readErrorObject(&cursor)
            case UInt8(ascii: "["):
                return cursor.readElements { cursor in
                    guard error == nil, cursor.byte != UInt8(ascii: "[") else { return cursor.skipValue() }
                    return readError(&cursor)
                }
            case UInt8(ascii: "t"):
                error = ReportedError(message: "")
                return cursor.skipValue()
            default:
                return cursor.skipValue()
            }
        }

        private mutating func readErrorObject(_ cursor: inout JSONCursor) -> Bool {
            var read = ReportedError(message: "")
            var isEmpty = true
            let isWellFormed = cursor.readMembers { cursor, name in
                isEmpty = false
                if name.matches("type") { return cursor.readText(into: &read.type) }
                return Self.readField(name, &cursor, of: &read)
            }
            if !isEmpty { error = read }
            return isWellFormed
        }

        private mutating func readDetail(_ cursor: inout JSONCursor) -> Bool {
            guard cursor.byte != UInt8(ascii: "[") else {
                detail = "The request failed validation."
                return cursor.skipValue()
            }
            return cursor.readText(into: &detail)
        }

        private mutating func readKind(_ name: JSONString, _ cursor: inout JSONCursor) -> Bool {
            var kind: String?
            guard cursor.readText(into: &kind) else { return false }
            if kind == "error" {
                isErrorObject = true
            } else if name.matches("type") {
                own.type = kind
            }
            return true
        }

        private static func readField(
            _ name: JSONString, _ cursor: inout JSONCursor, of error: inout ReportedError
        ) -> Bool {
            if name.matches("message") {
                var message: String?
                guard cursor.readText(into: &message) else { return false }
                error.message = message ?? error.message
                return true
            }
            guard name.matches("code") || name.matches("status") else { return cursor.skipValue() }
            if cursor.byte &- 0x30 < 10 {
                guard let number = cursor.readNumber() else { return false }
                error.status = Int(exactly: number) ?? error.status
                return true
            }
            return name.matches("code") ? cursor.readText(into: &error.code) : cursor.skipValue()
        }
    }
}
