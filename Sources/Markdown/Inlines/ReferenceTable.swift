/// The link reference definitions of a text (§4.7): labels, and where they lead.
struct ReferenceTable {
    /// A definition lies in the bytes: the label's form, the address, the title.
    private struct Definition {
        let label: Int
        let address: Int
        let title: Int
        let end: Int
    }

    /// How many different labels may have one hash. Nobody comes by two of them unless he searches for them; what
    /// he then defines beyond is not found, so that no search is long.
    private static let mostOfOneHash = 8

    private var hashes = HashTree()
    private var definitions: [Definition] = []
    private var bytes: [UInt8] = []

    /// Whether nothing is defined.
    var isEmpty: Bool { definitions.isEmpty }

    /// Enters a definition. Returns the label's hash, or nil where the label is blank or was defined before: the first
    /// definition wins.
    mutating func define(label: Bytes, _ reference: LinkReference) -> UInt64? {
        var form: [UInt8] = []
        LinkLabel.normalise(label, into: &form)
        if form.isEmpty { return nil }
        let hash = LinkLabel.hash(form)
        for attempt in 0..<Self.mostOfOneHash {
            let place = hashes.enter(hash &+ UInt64(attempt))
            if place == definitions.count {
                keep(form, reference)
                return hash
            }
            if isForm(form, of: definitions[place]) { return nil }
        }
        return nil
    }

    private mutating func keep(_ form: [UInt8], _ reference: LinkReference) {
        let label = bytes.count
        bytes.append(contentsOf: form)
        let address = bytes.count
        bytes.append(contentsOf: reference.address)
        let title = bytes.count
        bytes.append(contentsOf: reference.title)
        definitions.append(Definition(label: label, address: address, title: title, end: bytes.count))
    }

    private func isForm(_ form: [UInt8], of definition: Definition) -> Bool {
        guard definition.address - definition.label == form.count else { return false }
        for index in 0..<form.count where form[index] != bytes[definition.label + index] { return false }
        return true
    }

    /// The place of the definition whose label has this form: see ``LinkLabel/normalise(_:into:)``.
    func place(ofForm form: [UInt8]) -> Int? {
        if isEmpty { return nil }
        let hash = LinkLabel.hash(form)
        for attempt in 0..<Self.mostOfOneHash {
            guard let place = hashes.place(of: hash &+ UInt64(attempt)) else { return nil }
            if isForm(form, of: definitions[place]) { return place }
        }
        return nil
    }

    /// Adds where the definition at a place leads.
    func appendReference(at place: Int, address: inout [UInt8], title: inout [UInt8]) {
        let definition = definitions[place]
        bytes.withUnsafeBufferPointer { bytes in
            address.append(contentsOf: bytes.part(definition.address, definition.title))
            title.append(contentsOf: bytes.part(definition.title, definition.end))
        }
    }

    /// The hash of a label: the same for labels that match each other.
    static func hash(of label: Bytes) -> UInt64 {
        var form: [UInt8] = []
        LinkLabel.normalise(label, into: &form)
        return LinkLabel.hash(form)
    }
}
