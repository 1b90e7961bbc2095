/// The sources of an answer, one line for each document: "[1], [3] Kfz zulassen – https://…".
struct SourceList {
    let lines: [String]

    init(_ excerpts: [Prompt.Excerpt]) {
        var documents: [(excerpt: Prompt.Excerpt, numbers: [Int])] = []
        for excerpt in excerpts {
            let known = documents.firstIndex { $0.excerpt.title == excerpt.title && $0.excerpt.url == excerpt.url }
            if let known {
                documents[known].numbers.append(excerpt.number)
            } else {
                documents.append((excerpt, [excerpt.number]))
            }
        }
        lines = documents.map { document in
            let numbers = document.numbers.sorted().map { "[\($0)]" }.joined(separator: ", ")
            let line = numbers + " " + Self.shortened(document.excerpt.title)
            guard let url = document.excerpt.url, Self.isPlain(url) else { return line }
            return line + " – " + url
        }
    }

    func text(heading: String) -> String {
        ([heading] + lines).joined(separator: "\n")
    }

    /// A title on one line, cut after a word where it is longer than 120 characters.
    static func shortened(_ title: String) -> String {
        let words = title.split(whereSeparator: \.isWhitespace)
        var line = ""
        for word in words {
            guard line.count + word.count < 120 else { return line + " …" }
            line += line.isEmpty ? word : " " + word
        }
        return line
    }

    /// An address that can stand in a line: not long, and without anything that ends it.
    private static func isPlain(_ url: String) -> Bool {
        url.utf8.count <= 200 && !url.contains { $0.isWhitespace || $0 == "<" || $0 == ">" }
            && (url.hasPrefix("https://") || url.hasPrefix("http://"))
    }
}
