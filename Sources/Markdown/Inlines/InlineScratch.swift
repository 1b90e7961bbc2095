/// The memory that readings of inline content use one after the other.
struct InlineScratch {
    var nodes: [InlineNode] = []
    var runs: [DelimiterRun] = []
    var openings: [DelimiterRun.Opening] = []
    var brackets: [Bracket] = []
    var links: [ResolvedLink] = []
    /// Where an address is text because a bracket before it was open: from that bracket to the address.
    var bracketed: [Range<Int>] = []
    /// What an exit ends: see ``InlineWriter``.
    var spans: [UInt8] = []
    /// Per length of a back-tick run, where the last such run begins that a search has seen; -1 for none.
    var backtickRuns: [Int32] = []
    /// The address, the title and other text on their way into the log.
    var address: [UInt8] = []
    var title: [UInt8] = []
    var text: [UInt8] = []
    var label: [UInt8] = []

    mutating func removeAll() {
        nodes.cut(to: 0)
        runs.cut(to: 0)
        openings.cut(to: 0)
        brackets.cut(to: 0)
        links.cut(to: 0)
        bracketed.cut(to: 0)
        spans.removeAll(keepingCapacity: true)
    }
}
