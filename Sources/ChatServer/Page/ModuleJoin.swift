/// Makes one module of the page's many: in the order of their imports, without `import`, `export`, comments that begin a
/// line, and indentation. Pure.
///
/// It is no bundler: it renames nothing, so it takes only modules that keep the rules of `docs/page.md`. A joined module
/// does what the modules would do, because they are evaluated in the same order.
struct ModuleJoin {
    /// The joined module.
    let text: String
    /// The modules in it, in their order.
    let names: [String]

    /// Joins a module with all that it imports. What that module exports, the joined one exports.
    ///
    /// - Parameter sources: The modules by their names in the page's folder.
    /// - Throws: ``ModuleRefusal`` for what could not be joined.
    init(_ sources: [String: String], from entry: String = "page.js") throws(ModuleRefusal) {
        var order = Order(sources: sources)
        try order.visit(entry, from: ModuleRefusal(file: entry, line: 1, reason: "this file is not there"))
        try Self.refuseDoubles(in: order.modules)
        try Self.refuseAddresses(in: order.modules, beside: entry)
        let exports = order.modules.last?.exports ?? []
        text =
            order.modules.map(Self.separated).joined()
            + (exports.isEmpty ? "" : "export { \(exports.joined(separator: ", ")) }\n")
        names = order.modules.map(\.name)
    }

    private struct Order {
        let sources: [String: String]
        var modules: [PageModule] = []
        private var visited: Set<String> = []

        init(sources: [String: String]) {
            self.sources = sources
        }

        /// Adds a module behind all that it imports, as a browser evaluates them (ECMA-262 §16.2.1.6.1.3).
        mutating func visit(_ name: String, from refusal: ModuleRefusal) throws(ModuleRefusal) {
            guard visited.insert(name).inserted else { return }
            guard let source = sources[name] else { throw refusal }
            let module = try PageModule(name: name, source: source)
            for item in module.imports {
                if item.name.hasPrefix("debug/"), !name.hasPrefix("debug/") {
                    throw ModuleRefusal(
                        file: name, line: item.line, reason: "what is in debug/ is loaded when it is opened")
                }
                try visit(
                    item.name,
                    from: ModuleRefusal(file: name, line: item.line, reason: "there is no file “\(item.name)”"))
            }
            modules.append(module)
        }
    }

    private static func refuseDoubles(in modules: [PageModule]) throws(ModuleRefusal) {
        var places: [String: String] = [:]
        for module in modules {
            for declaration in module.declarations {
                let place = "\(module.name):\(declaration.line)"
                if let first = places.updateValue(place, forKey: declaration.name) {
                    throw ModuleRefusal(
                        file: module.name, line: declaration.line,
                        reason: "the name “\(declaration.name)” is taken by \(first)")
                }
            }
        }
    }

    /// The joined module has the address of its entry, which means the same only to what lies beside it.
    private static func refuseAddresses(in modules: [PageModule], beside entry: String) throws(ModuleRefusal) {
        let folder = entry.split(separator: "/").dropLast()
        for module in modules where module.name.split(separator: "/").dropLast() != folder {
            guard let line = module.addressLine else { continue }
            throw ModuleRefusal(
                file: module.name, line: line,
                reason: "import.meta means another address when joined; only modules beside \(entry) may use it")
        }
    }

    /// A module's lines, which no bracket at their beginning joins to those before them.
    private static func separated(_ module: PageModule) -> String {
        let isContinued = module.lines.first?.first.map { "([`+-/".contains($0) } ?? false
        return (isContinued ? ";" : "") + module.lines.map { $0 + "\n" }.joined()
    }
}
