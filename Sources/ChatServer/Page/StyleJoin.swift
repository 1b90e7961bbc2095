/// Makes one style sheet of many, in the order of their names, without comments and indentation. Pure.
enum StyleJoin {
    /// - Parameter sheets: The style sheets by their names.
    static func join(_ sheets: [String: String]) -> String {
        sheets.sorted { $0.key < $1.key }.map { lines(of: $0.value) }.joined()
    }

    private static func lines(of sheet: String) -> String {
        var text = ""
        var rest = sheet[...]
        while let start = rest.firstRange(of: "/*") {
            text += rest[..<start.lowerBound]
            let end = rest[start.upperBound...].firstRange(of: "*/")
            rest = rest[(end?.upperBound ?? rest.endIndex)...]
        }
        text += rest
        return text.split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }.filter { !$0.isEmpty }
            .map { $0 + "\n" }.joined()
    }
}
