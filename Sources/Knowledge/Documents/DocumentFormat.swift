/// The formats that documents may have, told apart by the file's extension.
package enum DocumentFormat: Sendable, Hashable, CaseIterable {
    case markdown
    case html
    case plainText

    /// The format of a file with this extension; `nil` when it is no document.
    package init?(fileExtension: String) {
        switch fileExtension.lowercased() {
        case "md", "markdown": self = .markdown
        case "html", "htm": self = .html
        case "txt": self = .plainText
        default: return nil
        }
    }
}
