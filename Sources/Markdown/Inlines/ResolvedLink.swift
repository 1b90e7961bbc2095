/// Where a link or an image leads: to a part of the source, or to what a definition says.
struct ResolvedLink {
    /// Where the address and the title are written. Not used with a reference.
    var address = 0..<0
    var title = 0..<0
    /// The place in the table of references, nil for an address in the source.
    var reference: Int?
}
