extension Prompt.Excerpt {
    /// The innermost of the headings above the text.
    var lastHeading: String {
        guard let separator = heading.lastIndex(of: "›") else { return heading }
        return String(heading[heading.index(after: separator)...].drop(while: \.isWhitespace))
    }

    /// Whether the text stands above all parts of its document: below no heading, or only below its title's.
    var isIntroduction: Bool {
        heading.isEmpty || title.hasPrefix(heading)
    }
}
