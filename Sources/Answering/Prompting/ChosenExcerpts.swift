internal import Knowledge
internal import LanguageModels

/// The best passages that fit into a number of tokens, as excerpts and as the text that holds them.
struct ChosenExcerpts {
    private(set) var excerpts: [Prompt.Excerpt] = []
    private(set) var text = ""

    /// Takes passages from the front until one does not fit.
    ///
    /// Passages with nothing but whitespace are passed over. The first excerpt is cut after one of its lines if it does
    /// not fit whole; a passage has each paragraph, list item and table row on a line of its own.
    init(_ passages: [Passage], tokens: Int) {
        var room = tokens
        for passage in passages where !passage.text.allSatisfy(\.isWhitespace) {
            guard let (block, body) = fitting(passage, number: excerpts.count + 1, tokens: room) else { break }
            room -= TokenEstimate.tokens(in: block)
            text += block
            excerpts.append(
                Prompt.Excerpt(
                    number: excerpts.count + 1,
                    title: passage.title,
                    heading: passage.heading,
                    url: passage.url,
                    text: body))
            if body.utf8.count < passage.text.utf8.count { break }
        }
    }

    private func fitting(_ passage: Passage, number: Int, tokens: Int) -> (block: String, body: String)? {
        let block = ExcerptBlock.text(of: passage, number: number)
        if TokenEstimate.tokens(in: block) <= tokens { return (block, passage.text) }
        guard excerpts.isEmpty else { return nil }
        var lines = passage.text.split(separator: "\n", omittingEmptySubsequences: false)
        while lines.popLast() != nil {
            let shorter = lines.joined(separator: "\n")
            guard !shorter.allSatisfy(\.isWhitespace) else { return nil }
            let block = ExcerptBlock.text(of: passage.replacingText(with: shorter), number: number)
            if TokenEstimate.tokens(in: block) <= tokens { return (block, shorter) }
        }
        return nil
    }
}

extension Passage {
    fileprivate func replacingText(with text: String) -> Passage {
        Passage(
            documentID: documentID, title: title, url: url, heading: heading, text: text, language: language,
            validFrom: validFrom, ordinal: ordinal, score: score)
    }
}
