extension InlineWriter {
    mutating func enterLink(_ link: ResolvedLink, _ log: inout InlineLog) {
        guard imageDepth == 0, !isInLink, depth < options.maximumSpanDepth, read(link) else {
            push(Span.hidden)
            return
        }
        log.append(.link, address: reading.scratch.address, title: reading.scratch.title, description: [])
        push(Span.shown)
        isInLink = true
    }

    mutating func leaveLink(_ log: inout InlineLog) {
        if reading.scratch.spans.last == Span.shown { isInLink = false }
        leave(&log)
    }

    mutating func enterImage(_ log: InlineLog) {
        if imageDepth == 0 { imageMark = log.mark }
        imageDepth += 1
    }

    /// An image is known at its end: its description is the plain text in it. One from a host that is not named in the
    /// options is a link.
    mutating func leaveImage(_ link: ResolvedLink, _ log: inout InlineLog) {
        imageDepth -= 1
        guard imageDepth == 0, read(link) else { return }
        let isShown = options.linkPolicy == .any || isFromKnownHost
        guard isShown || !isInLink && depth < options.maximumSpanDepth else { return }
        let description = Array(log.bytes[imageMark.byteCount...])
        log.truncate(to: imageMark)
        if isShown {
            log.append(
                .image, address: reading.scratch.address, title: reading.scratch.title, description: description)
        } else {
            log.append(.link, address: reading.scratch.address, title: reading.scratch.title, description: [])
            log.appendText(description.isEmpty ? reading.scratch.address : description)
            log.append(.exit)
        }
    }

    private var isFromKnownHost: Bool {
        guard !options.imageHosts.isEmpty, let host = LinkAddress.host(reading.scratch.address) else { return false }
        return options.imageHosts.contains(host)
    }

    mutating func writeAutolink(_ range: Range<Int>, prefix: StaticString, _ log: inout InlineLog) {
        reading.scratch.text.removeAll(keepingCapacity: true)
        LinkAddress.unescape(source, range, escapes: false, into: &reading.scratch.text)
        reading.scratch.address.removeAll(keepingCapacity: true)
        for index in 0..<prefix.utf8CodeUnitCount { reading.scratch.address.append(prefix.utf8Start[index]) }
        reading.scratch.address.append(contentsOf: reading.scratch.text)
        guard imageDepth == 0, !isInLink, depth < options.maximumSpanDepth, judge() else {
            log.appendText(reading.scratch.text)
            return
        }
        log.append(.link, address: reading.scratch.address, title: [], description: [])
        log.appendText(reading.scratch.text)
        log.append(.exit)
    }

    /// Reads where a link leads into the scratch memory; false if nobody may be led there.
    private mutating func read(_ link: ResolvedLink) -> Bool {
        reading.scratch.address.removeAll(keepingCapacity: true)
        reading.scratch.title.removeAll(keepingCapacity: true)
        if let place = link.reference {
            reading.references.appendReference(
                at: place, address: &reading.scratch.address, title: &reading.scratch.title)
        } else {
            LinkAddress.unescape(source, link.address, into: &reading.scratch.address)
            LinkAddress.unescape(source, link.title, into: &reading.scratch.title)
        }
        return judge()
    }

    private mutating func judge() -> Bool {
        guard reading.scratch.address.count <= options.maximumAddressLength else { return false }
        guard options.linkPolicy == .any || LinkAddress.isSafe(reading.scratch.address) else { return false }
        LinkAddress.encode(&reading.scratch.address)
        return reading.scratch.address.count <= options.maximumAddressLength
    }
}
