/// Plain text out of Markdown's inline syntax, in time linear in the text.
enum InlineText {
    /// White space of any kind and length becomes one space; none is left at the ends.
    static func collapsed(_ text: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        var isPending = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar.value < 0x20 {
                isPending = !result.isEmpty
            } else if scalar.value != 0x7F, scalar.value != 0x200B, scalar.value != 0xFEFF {
                if isPending { result.append(" ") }
                isPending = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text as a reader would say it: emphasis, code marks and link targets gone, entities and escapes resolved.
    static func plain(markdown: some StringProtocol) -> String {
        var scanner = InlineScanner(Array(markdown.unicodeScalars))
        return collapsed(scanner.plainText())
    }
}
