import CLibXML2

/// What is asked of libxml2's trees.
enum HTMLTree {
    /// Visits a node, what is in it and, without a root, what follows it; `leave` is called where `enter` said yes.
    static func walk(
        from start: xmlNodePtr, root: xmlNodePtr?, enter: (xmlNodePtr) -> Bool, leave: (xmlNodePtr) -> Void
    ) {
        var node = start
        while true {
            if enter(node) {
                if let child = node.pointee.children, node.pointee.type == XML_ELEMENT_NODE {
                    node = child
                    continue
                }
                leave(node)
            }
            while node == root || node.pointee.next == nil {
                guard node != root, let parent = node.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else {
                    return
                }
                leave(parent)
                node = parent
            }
            guard let next = node.pointee.next else { return }
            node = next
        }
    }

    /// Whether a node stands before the page's body.
    static func isInHead(_ node: xmlNodePtr) -> Bool {
        guard let parent = node.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return true }
        return ["html", "head"].contains(name(of: parent))
    }

    static func name(of node: xmlNodePtr) -> String {
        node.pointee.name.map { String(cString: $0) } ?? ""
    }

    static func attribute(_ name: String, of node: xmlNodePtr) -> String? {
        guard let value = xmlGetProp(node, name) else { return nil }
        defer { freeXMLString(value) }
        return String(cString: value)
    }
}
