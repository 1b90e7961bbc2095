import CLibXML2

/// One walk over a parsed page, without recursion, that gathers its blocks.
struct HTMLWalk {
    private static let left: Set<String> = [
        "script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template", "svg", "iframe", "head",
        "button", "select", "textarea", "object", "canvas", "video", "audio", "math", "dialog",
    ]
    private static let blocks: Set<String> = [
        "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody",
        "tfoot", "thead", "ul", "caption", "h1", "h2", "h3", "h4", "h5", "h6",
    ]

    private var outline: DocumentOutline
    private var text = ""
    private var headingLevel: Int?
    private var itemDepth = 0
    private var mainDepth = 0
    private var pageTitle: String?
    private var row: [String] = []
    private var isHeaderRow = false
    private var header: [String]?

    init(outline: DocumentOutline) {
        self.outline = outline
    }

    mutating func visit(_ document: xmlDocPtr) {
        var node = document.pointee.children
        while let current = node {
            let descends = enter(current)
            if descends, let child = current.pointee.children {
                node = child
                continue
            }
            if descends { leave(current) }
            node = next(after: current)
        }
        flush()
    }

    consuming func finished() -> DocumentOutline {
        var outline = outline
        let firstHeading = outline.blocks.lazy.compactMap { block in
            if case .heading(1, let text) = block { text } else { nil }
        }.first
        outline.title = firstHeading ?? pageTitle
        return outline
    }

    private mutating func next(after start: xmlNodePtr) -> xmlNodePtr? {
        var node = start
        while true {
            if let sibling = node.pointee.next { return sibling }
            guard let parent = node.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return nil }
            leave(parent)
            node = parent
        }
    }

    /// Takes a node in; whether its children are to be visited.
    private mutating func enter(_ node: xmlNodePtr) -> Bool {
        switch node.pointee.type {
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
            if let content = node.pointee.content { text += String(cString: content) }
            return false
        case XML_COMMENT_NODE:
            readFrontMatter(in: node)
            return false
        case XML_ELEMENT_NODE:
            return enterElement(node, Self.name(of: node))
        default:
            return false
        }
    }

    private mutating func enterElement(_ node: xmlNodePtr, _ name: String) -> Bool {
        if name == "html", let language = Self.attribute("lang", of: node) {
            outline.language = FrontMatter.languageTag(language)
        }
        if name == "head" { readTitle(in: node) }
        if Self.left.contains(name), !(name == "header" && mainDepth > 0) { return false }
        if Self.attribute("hidden", of: node) != nil || Self.attribute("aria-hidden", of: node) == "true" {
            return false
        }
        if Self.blocks.contains(name) { flush() }
        switch name {
        case "main", "article": mainDepth += 1
        case "li": itemDepth += 1
        case "h1", "h2", "h3", "h4", "h5", "h6": headingLevel = name.last?.wholeNumberValue
        case "table": header = nil
        case "tr":
            flush()
            isHeaderRow = true
        case "td": isHeaderRow = false
        case "br": text += " "
        case "img": text += " \(Self.attribute("alt", of: node) ?? "") "
        default: break
        }
        return true
    }

    private mutating func leave(_ node: xmlNodePtr) {
        let name = Self.name(of: node)
        switch name {
        case "td", "th":
            row.append(InlineText.collapsed(text))
            text = ""
        case "tr": endRow()
        default:
            if Self.blocks.contains(name) { flush() }
        }
        switch name {
        case "main", "article": mainDepth -= 1
        case "li": itemDepth -= 1
        case "table": header = nil
        default: break
        }
    }

    private mutating func endRow() {
        if isHeaderRow, header == nil, row.count > 1 {
            header = row
        } else {
            outline.blocks += TableText.lines(header: header, rows: [row]).map { .item($0) }
        }
        row = []
    }

    private mutating func flush() {
        let content = InlineText.collapsed(text)
        text = ""
        if !row.isEmpty, !content.isEmpty {
            row.append(content)
        } else if let level = headingLevel {
            headingLevel = nil
            if !content.isEmpty { outline.blocks.append(.heading(level: level, text: content)) }
        } else if !content.isEmpty {
            outline.blocks.append(itemDepth > 0 ? .item(content) : .paragraph(content))
        }
    }

    /// A comment before the text that holds a front matter block between `---` lines counts as the front matter.
    private mutating func readFrontMatter(in node: xmlNodePtr) {
        guard outline.blocks.isEmpty, outline.frontMatter == FrontMatter(), let content = node.pointee.content else {
            return
        }
        let comment = String(cString: content).drop(while: \.isWhitespace)
        guard comment.hasPrefix("---") else { return }
        let closed = comment.hasSuffix("\n") ? String(comment) : comment + "\n---\n"
        (outline.frontMatter, _) = FrontMatter.split(closed)
    }

    private mutating func readTitle(in head: xmlNodePtr) {
        var child = head.pointee.children
        while let node = child {
            if node.pointee.type == XML_ELEMENT_NODE, Self.name(of: node) == "title", let content = xmlNodeGetContent(node) {
                pageTitle = InlineText.collapsed(String(cString: content))
                freeXMLString(content)
            } else if node.pointee.type == XML_COMMENT_NODE {
                readFrontMatter(in: node)
            }
            child = node.pointee.next
        }
        if pageTitle?.isEmpty ?? false { pageTitle = nil }
    }

    private static func name(of node: xmlNodePtr) -> String {
        node.pointee.name.map { String(cString: $0) } ?? ""
    }

    private static func attribute(_ name: String, of node: xmlNodePtr) -> String? {
        guard let value = xmlGetProp(node, name) else { return nil }
        defer { freeXMLString(value) }
        return String(cString: value)
    }
}
