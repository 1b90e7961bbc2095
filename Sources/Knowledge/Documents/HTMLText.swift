import CLibXML2

/// Reads HTML into an outline by libxml2's forgiving parser.
///
/// Navigation, page heads and feet, forms and scripts are left out. The parser stops where elements are nested deeper
/// than 256; what came before is kept, and a remark says so.
enum HTMLText {
    private static let initialised: Void = xmlInitParser()

    /// The outline of a page that is already decoded; a declared encoding is ignored.
    static func outline(of text: String) -> DocumentOutline {
        _ = initialised
        var outline = DocumentOutline()
        var text = text.contains("\0") ? text.replacing("\0", with: " ") : text
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue
        guard let parser = htmlNewParserCtxt() else {
            outline.remarks.append("The page could not be parsed: no memory for the parser.")
            return outline
        }
        defer { htmlFreeParserCtxt(parser) }
        let document = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                htmlCtxtReadMemory(
                    parser, characters.baseAddress, Int32(clamping: characters.count), nil, "UTF-8", Int32(options))
            }
        }
        guard let document else {
            outline.remarks.append("The page has no content that could be parsed.")
            return outline
        }
        defer { xmlFreeDoc(document) }
        if parser.pointee.disableSAX != 0 {
            outline.remarks.append("The page is nested too deeply; what follows that place was left out.")
        }
        var walk = HTMLWalk(outline: outline)
        walk.visit(document)
        return walk.finished()
    }
}
