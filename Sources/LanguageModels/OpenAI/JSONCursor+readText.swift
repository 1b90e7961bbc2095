extension JSONCursor {
    /// Reads a non-empty string, or moves over anything else and leaves nil.
    mutating func readText(into text: inout String?) -> Bool {
        text = nil
        guard byte == UInt8(ascii: "\"") else { return skipValue() }
        guard let string = readString() else { return false }
        if !string.isEmpty { text = string.text() }
        return true
    }
}
