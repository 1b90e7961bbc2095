/// Patches in order, in the compact binary form in which they go to the page.
///
/// Each patch is one byte that says what it is, then its parts. A number is an unsigned LEB128; bytes are a number, how
/// many, and the bytes. A kind of block is one byte and its parts.
///
/// | byte | patch | parts |
/// | --- | --- | --- |
/// | 1 | open | id, parent, kind |
/// | 2 | change | id, kind |
/// | 3 | remove | id |
/// | 4 | freeze | id |
/// | 5 | select | id, events kept |
/// | 6 | extend text | bytes |
/// | 7 | replace the text's end | bytes of UTF-8 cut off, code units of UTF-16 cut off, bytes |
/// | 16 text, 17 code, 21 source mark, 22 raw HTML | event | bytes |
/// | 18 soft break, 19 line break, 24 emphasis, 25 strong, 26 strikethrough, 31 exit | event | |
/// | 20 | image | address, title, description: bytes |
/// | 27 | link | address, title: bytes |
///
/// | byte | kind of block | parts |
/// | --- | --- | --- |
/// | 1 | paragraph | |
/// | 2 | heading | level |
/// | 3 | thematic break | |
/// | 4 | block quote | |
/// | 5 | bullet list | 1 if tight, else 0 |
/// | 6 | ordered list | start, 1 if tight, else 0 |
/// | 7 | list item | 0 no check box, 1 open, 2 done |
/// | 8 | code block | info string: bytes |
/// | 9 | HTML block | |
/// | 10 | table | |
/// | 11 | table row | 1 if header, else 0 |
/// | 12 | table cell | alignment (0 none, 1 left, 2 centre, 3 right), 1 if header, else 0 |
public struct PatchList: Hashable, Sendable {
    /// The patches' bytes.
    public internal(set) var bytes: [UInt8] = []

    /// Makes a list without patches.
    public init() {}

    /// Takes over patches in their binary form. What is not well-formed ends the list where it begins.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether there is no patch.
    public var isEmpty: Bool { bytes.isEmpty }
}
