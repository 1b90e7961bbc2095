import CLibXML2

/// One walk over a parsed page, without recursion, that gathers its blocks.
struct HTMLWalk {
    private static let left: Set<String> = [
        "script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template", "svg", "iframe", "head",
        "button", "select", "textarea", "object", "canvas", "video", "audio", "math", "dialog",
    ]
    private static let leftRoles: Set<String> = [
        "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog",
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
    private var articleDepth = 0
    private var cellDepth = 0
    private var pageTitle: String?
    private var row: [String] = []
    private var isHeaderRow = false
    private var header: [String]?

    init(outline: DocumentOutline) {
        self.outline = outline
    }

    /// Reads the page's head, and its `main` element where it has one, else its body.
    mutating func visit(_ document: xmlDocPtr) {
        guard let start = document.pointee.children else { return }
        var main: xmlNodePtr?
        HTMLTree.walk(from: start, root: nil) { node in
            guard node.pointee.type == XML_ELEMENT_NODE else {
                readFrontMatter(in: node)
                return true
            }
            let name = HTMLTree.name(of: node)
            if name == "html" {
                outline.language = HTMLTree.attribute("lang", of: node).flatMap(FrontMatter.languageTag)
            }
            if name == "head" { readTitle(in: node) }
            if main == nil, name == "main" || HTMLTree.attribute("role", of: node) == "main" { main = node }
            return main == nil
        } leave: { _ in
        }
        if let main {
            articleDepth = 1
            HTMLTree.walk(from: main, root: main) {
                enter($0)
            } leave: {
                leave($0)
            }
        } else {
            HTMLTree.walk(from: start, root: nil) {
                enter($0)
            } leave: {
                leave($0)
            }
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

    /// Takes a node in; whether its children are to be visited.
    private mutating func enter(_ node: xmlNodePtr) -> Bool {
        switch node.pointee.type {
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
            if let content = node.pointee.content { text += String(cString: content) }
            return false
        case XML_ELEMENT_NODE:
            return enterElement(node, HTMLTree.name(of: node))
        default:
            return false
        }
    }

    private mutating func enterElement(_ node: xmlNodePtr, _ name: String) -> Bool {
        if Self.left.contains(name), !(name == "header" && articleDepth > 0) { return false }
        if HTMLTree.attribute("hidden", of: node) != nil || HTMLTree.attribute("aria-hidden", of: node) == "true" {
            return false
        }
        if let role = HTMLTree.attribute("role", of: node), Self.leftRoles.contains(role) { return false }
        if Self.blocks.contains(name) { flush() }
        switch name {
        case "main", "article": articleDepth += 1
        case "li": itemDepth += 1
        case "h1", "h2", "h3", "h4", "h5", "h6": headingLevel = name.last?.wholeNumberValue
        case "table": header = nil
        case "tr":
            flush()
            isHeaderRow = isHeaderRow || cellDepth == 0
        case "td", "th":
            cellDepth += 1
            if name == "td" { isHeaderRow = false }
        case "br": text += " "
        case "img": text += " \(HTMLTree.attribute("alt", of: node) ?? "") "
        default: break
        }
        return true
    }

    private mutating func leave(_ node: xmlNodePtr) {
        let name = HTMLTree.name(of: node)
        switch name {
        case "td", "th": endCell()
        case "tr": endRow()
        default:
            if Self.blocks.contains(name) { flush() }
        }
        switch name {
        case "main", "article": articleDepth -= 1
        case "li": itemDepth -= 1
        case "table": header = nil
        default: break
        }
    }

    private mutating func endCell() {
        cellDepth -= 1
        guard cellDepth == 0 else { return }
        row.append(InlineText.collapsed(text))
        text = ""
    }

    private mutating func endRow() {
        guard cellDepth == 0 else { return }
        if isHeaderRow, header == nil, row.count > 1 {
            header = row
        } else {
            outline.blocks += TableText.lines(header: header, rows: [row]).map { .item($0) }
        }
        row = []
    }

    /// Ends a block; inside of a table's cell it is only a space.
    private mutating func flush() {
        if cellDepth > 0 {
            text += " "
            headingLevel = nil
            return
        }
        let content = InlineText.collapsed(text)
        text = ""
        if let level = headingLevel {
            headingLevel = nil
            if !content.isEmpty { outline.blocks.append(.heading(level: level, text: content)) }
        } else if !content.isEmpty {
            outline.blocks.append(itemDepth > 0 ? .item(content) : .paragraph(content))
        }
    }

    /// A comment before the text that holds a front matter block between `---` lines counts as the front matter.
    private mutating func readFrontMatter(in node: xmlNodePtr) {
        guard node.pointee.type == XML_COMMENT_NODE, outline.frontMatter == FrontMatter(),
            HTMLTree.isInHead(node), let content = node.pointee.content
        else { return }
        let comment = String(cString: content).drop(while: \.isWhitespace)
        guard comment.hasPrefix("---") else { return }
        let closed = comment.hasSuffix("\n") ? String(comment) : comment + "\n---\n"
        (outline.frontMatter, _) = FrontMatter.split(closed)
    }

    private mutating func readTitle(in head: xmlNodePtr) {
        var child = head.pointee.children
        while let node = child {
            if node.pointee.type == XML_ELEMENT_NODE, HTMLTree.name(of: node) == "title",
                let content = xmlNodeGetContent(node)
            {
                pageTitle = InlineText.collapsed(String(cString: content))
                freeXMLString(content)
            }
            child = node.pointee.next
        }
        if pageTitle?.isEmpty ?? false { pageTitle = nil }
    }
}
