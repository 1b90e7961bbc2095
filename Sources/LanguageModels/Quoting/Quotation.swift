/// A section that may be quoted: an excerpt's blocks with how well each answers.
struct Quotation: Equatable {
    let excerpt: Prompt.Excerpt
    var blocks: [QuotedBlock]
    /// One score for each block; higher is better.
    var scores: [Double]

    /// How well the section answers: as well as its best block.
    var score: Double { scores.max() ?? 0 }

    /// Characters it takes in the answer.
    var length: Int { blocks.reduce(0) { $0 + $1.text.count + 2 } }
}
