package import Dialogue

/// How far a running turn has come: what is lost of it when the process dies is what came after.
package struct TurnProgress: Sendable, Hashable {
    package var id: TurnID
    /// The whole text so far.
    package var text: String
    package var sources: [Source]
    /// The position in the turn's log that text and sources reach to.
    package var position: Int

    package init(id: TurnID, text: String, sources: [Source], position: Int) {
        self.id = id
        self.text = text
        self.sources = sources
        self.position = position
    }
}
