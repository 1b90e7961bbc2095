/// All files of the page, ready to be sent, and the addresses under which the page finds them.
struct PageAssets: Sendable {
    /// A digest of all of them.
    let version: String
    /// Why the modules are served one by one, where that was not asked for.
    let refusal: ModuleRefusal?
    /// Addresses of the style sheets, in their order.
    let styles: [String]
    /// The folder that the page loads everything from, `/page/{version}/`.
    let base: String
    /// The address of the WebAssembly, or nothing.
    let core: String

    private let files: [String: PageAsset]
    private let joined: [String: PageAsset]
    /// Those of `client/` that pages of others begin with, each joined with all that it imports.
    private let joinedForOthers: [String: PageAsset]
    /// What pages of other origins may use.
    private let shared: Set<String>

    private static let corePath = "markdown/kaya-core.wasm"
    private static let entriesForOthers = ["client/kaya-chat.js", "client/kaya-client.js"]

    /// - Parameter isJoined: Whether modules and style sheets are joined; otherwise they are served as they lie.
    init(_ folder: PageFolder, isJoined: Bool) {
        version = Self.version(of: folder)
        var files: [String: PageAsset] = [:]
        for (name, bytes) in folder.files {
            guard let kind = PageFileKind(name) else { continue }
            files[name] = PageAsset(bytes, kind: kind, gzip: folder.compressed[name])
        }
        self.files = files
        let scripts = folder.texts(.script)
        let sheets = folder.texts(.styles, in: "style/")
        shared = Self.shared(scripts)
        base = isJoined ? "/page/\(version)/" : "/page/files/"
        core = folder.files[Self.corePath] == nil ? "" : base + Self.corePath
        guard isJoined else {
            (joined, joinedForOthers, refusal) = ([:], [:], nil)
            styles = sheets.keys.sorted().map { "/page/files/\($0)" }
            return
        }
        styles = [base + "page.css"]
        var joined = ["page.css": PageAsset(Array(StyleJoin.join(sheets).utf8), kind: .styles)]
        var joinedForOthers: [String: PageAsset] = [:]
        do {
            joined["page.js"] = PageAsset(Array(try ModuleJoin(scripts).text.utf8), kind: .script)
            for entry in Self.entriesForOthers where scripts[entry] != nil {
                let text = try ModuleJoin(scripts, from: entry).text
                joinedForOthers[entry] = PageAsset(Array(text.utf8), kind: .script)
            }
            refusal = nil
        } catch {
            refusal = error
        }
        self.joined = joined
        self.joinedForOthers = joinedForOthers
    }

    /// A file as it lies in the folder, but joined where pages of others begin with it.
    func file(_ name: String) -> PageAsset? { joinedForOthers[name] ?? files[name] }

    /// A file of the page: the joined one where there is one.
    func part(_ name: String) -> PageAsset? { joined[name] ?? files[name] }

    /// Whether pages of other origins may use a file.
    func isShared(_ name: String) -> Bool { shared.contains(name) }

    private static func version(of folder: PageFolder) -> String {
        let lines = folder.files.sorted { $0.key < $1.key }.map { name, bytes in
            "\(name) \(EntityTag.digest(of: bytes, digits: 64))\n"
        }
        return EntityTag.digest(of: lines.joined().utf8, digits: 16)
    }

    /// What lies in `client/`, and all that it imports.
    private static func shared(_ scripts: [String: String]) -> Set<String> {
        var found: Set<String> = []
        var waiting = scripts.keys.filter { $0.hasPrefix("client/") }
        while let name = waiting.popLast() {
            guard let source = scripts[name], found.insert(name).inserted else { continue }
            do {
                waiting += try PageModule(name: name, source: source).imports.map(\.name)
            } catch {
                continue  // Pages here load it, and nobody else.
            }
        }
        return found
    }
}
