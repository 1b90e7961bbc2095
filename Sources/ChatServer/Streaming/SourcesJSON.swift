internal import Dialogue

/// A list of sources as a JSON array.
struct SourcesJSON {
    private let sources: [Source]

    init(_ sources: [Source]) {
        self.sources = sources
    }

    func write(into frames: inout FrameBuffer) {
        frames.append("[")
        for (index, source) in sources.enumerated() {
            frames.append(index == 0 ? "{\"number\":" : ",{\"number\":")
            frames.append(source.number)
            frames.append(",\"title\":")
            frames.append(json: source.title)
            if !source.heading.isEmpty {
                frames.append(",\"heading\":")
                frames.append(json: source.heading)
            }
            if let url = source.url {
                frames.append(",\"url\":")
                frames.append(json: url)
            }
            if let date = source.validFrom {
                frames.append(",\"validFrom\":")
                frames.append(json: date)
            }
            frames.append(",\"document\":")
            frames.append(json: source.document)
            frames.append("}")
        }
        frames.append("]")
    }
}
