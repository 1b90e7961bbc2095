/// A JavaScript module of the page, taken apart as far as joining needs it. Pure.
struct PageModule: Sendable {
    /// Another module that it imports from.
    struct Import: Hashable, Sendable {
        /// As it is named in the page's folder.
        let name: String
        let line: Int
    }

    /// A name at its top level.
    struct Declaration: Hashable, Sendable {
        let name: String
        let line: Int
    }

    /// As it is named in the page's folder: `chat/chat-turn.js`.
    let name: String
    private(set) var imports: [Import] = []
    private(set) var declarations: [Declaration] = []
    /// The names that it exports, its own and those of other modules that it passes on.
    private(set) var exports: [String] = []
    /// The first line that asks for the module's own address.
    private(set) var addressLine: Int?
    /// Without imports, comments, indentation and `export`.
    private(set) var lines: [String] = []

    /// - Throws: ``ModuleRefusal`` for what could not be joined.
    init(name: String, source: String) throws(ModuleRefusal) {
        self.name = name
        var statement: (text: String, line: Int)?
        for line in ScriptLines(source) {
            if var open = statement {
                open.text += " " + line.text
                statement = try take(open) ? nil : open
            } else if line.isTopLevel, Self.isImport(line.text) {
                guard lines.isEmpty else { throw refusal("an import stands below code", line.number) }
                let open = (text: line.text, line: line.number)
                statement = try take(open) ? nil : open
            } else {
                lines.append(try declared(line))
            }
        }
        if let statement { throw refusal("this import does not end", statement.line) }
    }

    private static let importRule = "write import { names } from \"./file.js\""
    private static let exportRule = "write export function, class, const or async function"

    private static func isImport(_ text: String) -> Bool {
        if text.hasPrefix("export {") { return true }
        guard text.hasPrefix("import") else { return false }
        return text.dropFirst(6).first.map { " {*\"'".contains($0) } ?? true
    }

    /// Reads an import if it is complete. What is exported from another file has that file's name already.
    private mutating func take(_ statement: (text: String, line: Int)) throws(ModuleRefusal) -> Bool {
        let (text, line) = statement
        let isExport = text.hasPrefix("export {")
        guard isExport || text.hasPrefix("import {") else { throw refusal(Self.importRule, line) }
        guard let end = text.firstIndex(of: "}") else { return false }
        var rest = text[text.index(after: end)...].trimmingPrefix(" ")
        guard rest.hasPrefix("from ") else { throw refusal(isExport ? Self.exportRule : Self.importRule, line) }
        rest = rest.dropFirst(5)
        if rest.last == ";" { rest.removeLast() }
        guard rest.count > 2, rest.first == "\"", rest.last == "\"" else {
            throw refusal("write the file of an import in double quotes", line)
        }
        let names = text[..<end].dropFirst("import {".count).split { " ,".contains($0) }
        guard !names.contains("as") else { throw refusal("an import renames", line) }
        if isExport { exports += names.map(String.init) }
        imports.append(Import(name: try resolved(rest.dropFirst().dropLast(), line), line: line))
        return true
    }

    /// The name of the module that a path leads to from this one.
    private func resolved(_ path: Substring, _ line: Int) throws(ModuleRefusal) -> String {
        guard path.hasPrefix("./") || path.hasPrefix("../") else {
            throw refusal("“\(path)” is not a file of the page; begin with ./ or ../", line)
        }
        var parts = name.split(separator: "/").dropLast()
        for part in path.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.popLast() == nil {
                throw refusal("“\(path)” leads out of the page's folder", line)
            }
        }
        return parts.joined(separator: "/")
    }

    private mutating func declared(_ line: ScriptLines.Line) throws(ModuleRefusal) -> String {
        if line.text.contains("import.meta"), addressLine == nil { addressLine = line.number }
        guard line.isTopLevel else { return line.text }
        var text = line.text[...]
        if text.hasPrefix("export ") {
            text = text.dropFirst("export ".count)
            guard ["function", "async function", "class", "const"].contains(where: { Self.begins(text, with: $0) })
            else {
                throw refusal(Self.exportRule, line.number)
            }
        } else if text.hasPrefix("export") {
            guard !"{*".contains(text.dropFirst(6).first ?? "{") else {
                throw refusal(Self.exportRule, line.number)
            }
        }
        let declared = try names(text, line.number)
        declarations += declared.map { Declaration(name: $0, line: line.number) }
        if text.count < line.text.count { exports += declared }
        return String(text)
    }

    /// The names that a line of the top level declares.
    private func names(_ text: Substring, _ line: Int) throws(ModuleRefusal) -> [String] {
        for keyword in ["async function*", "async function", "function*", "function", "class", "const", "let", "var"] {
            guard Self.begins(text, with: keyword) else { continue }
            let rest = text.dropFirst(keyword.count).trimmingPrefix(" ")
            guard let first = rest.first, "{[".contains(first) else { return [Self.word(rest)] }
            guard let end = rest.firstIndex(where: { "}]".contains($0) }) else {
                throw refusal("write names that are taken apart on one line", line)
            }
            return rest[..<end].dropFirst().split(separator: ",").compactMap { part in
                let bound = part.split(separator: "=")[0].split(separator: ":").last ?? ""
                let name = Self.word(bound.trimmingPrefix { " .".contains($0) })
                return name.isEmpty ? nil : name
            }
        }
        return []
    }

    private static func begins(_ text: Substring, with keyword: String) -> Bool {
        text.hasPrefix(keyword) && text.dropFirst(keyword.count).first.map { " *{[".contains($0) } ?? false
    }

    private static func word(_ text: Substring) -> String {
        String(text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" })
    }

    private func refusal(_ reason: String, _ line: Int) -> ModuleRefusal {
        ModuleRefusal(file: name, line: line, reason: reason)
    }
}
