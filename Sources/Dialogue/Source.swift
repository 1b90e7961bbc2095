/// A document an answer rests on, as it was cited.
public struct Source: Hashable, Sendable, Codable {
    /// The number under which the answer cites it, from 1.
    public var number: Int
    /// The document's title.
    public var title: String
    /// The part of the document, empty for the whole.
    public var heading: String
    /// Where it can be read.
    public var url: String?
    /// The day from which it is valid, as an ISO 8601 date.
    public var validFrom: String?
    /// The document's id in the knowledge folder.
    public var document: String

    /// A source made of its parts.
    public init(
        number: Int, title: String, heading: String = "", url: String? = nil, validFrom: String? = nil,
        document: String
    ) {
        self.number = number
        self.title = title
        self.heading = heading
        self.url = url
        self.validFrom = validFrom
        self.document = document
    }
}
