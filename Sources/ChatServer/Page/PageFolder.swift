internal import Foundation

/// The files of the page, in memory.
struct PageFolder: Sendable {
    /// Bytes of all files together; a folder with more is some other folder.
    static let maximumBytes = 16 * 1_024 * 1_024

    /// The files there are to serve, by their names in the folder: `chat/chat-turn.js`. Nothing else can be asked for.
    private(set) var files: [String: [UInt8]] = [:]
    /// What lies beside a file as `….gz`, made smaller than Kaya would make it.
    private(set) var compressed: [String: [UInt8]] = [:]

    private init() {}

    /// Files without a folder, for what needs no disk.
    init(files: [String: [UInt8]]) {
        self.files = files
    }

    /// Reads a folder. Hidden files are left out, and links are not followed.
    /// - Throws: ``PageFolderError`` when there is no `page.js` in it, or too much; the system's errors.
    static func read(_ path: String) throws -> PageFolder {
        let root = URL(fileURLWithPath: path, isDirectory: true).resolvingSymlinksInPath()
        let keys: Set<URLResourceKey> = [.isRegularFileKey, .isSymbolicLinkKey, .fileSizeKey]
        guard
            let found = FileManager.default.enumerator(
                at: root, includingPropertiesForKeys: Array(keys), options: [.skipsHiddenFiles])
        else { throw PageFolderError(folder: path, reason: "it cannot be read") }
        var folder = PageFolder()
        var bytes = 0
        for case let file as URL in found {
            let name = String(file.path.dropFirst(root.path.count).drop { $0 == "/" })
            guard PageFileKind(name) != nil || name.hasSuffix(".wasm.gz") else { continue }
            let values = try file.resourceValues(forKeys: keys)
            guard values.isRegularFile == true, values.isSymbolicLink != true else { continue }
            bytes += values.fileSize ?? 0
            guard bytes <= maximumBytes else {
                throw PageFolderError(folder: path, reason: "it holds more than 16 MiB")
            }
            let content = Array(try Data(contentsOf: file))
            if name.hasSuffix(".gz") {
                folder.compressed[String(name.dropLast(3))] = content
            } else {
                folder.files[name] = content
            }
        }
        guard folder.files["page.js"] != nil else { throw PageFolderError(folder: path, reason: "it holds no page.js") }
        return folder
    }

    /// The files of a kind as text, by their names.
    func texts(_ kind: PageFileKind, in part: String = "") -> [String: String] {
        files.filter { PageFileKind($0.key) == kind && $0.key.hasPrefix(part) }
            .mapValues { String(decoding: $0, as: UTF8.self) }
    }
}
