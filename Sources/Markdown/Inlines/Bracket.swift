/// An opening bracket, `[` or `![`, whose closing one has not come.
struct Bracket {
    let isImage: Bool
    /// Its node.
    let node: Int
    /// Where its content begins.
    let contentStart: Int
    /// How many delimiter runs came before it.
    let runCount: Int
    /// Whether another one followed: its content is then no label.
    var hasBracketAfter = false
}
