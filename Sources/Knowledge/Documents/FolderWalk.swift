import Foundation

/// One walk through a folder; knows which folders it has seen.
struct FolderWalk {
    private let root: String
    private let limits: DocumentLimits
    private var visited: Set<String> = []
    private var result = FolderScan()
    private var isFull = false

    init(root: String, limits: DocumentLimits) {
        self.root = root
        self.limits = limits
    }

    mutating func scan() -> FolderScan {
        visit(root, prefix: "", depth: 0)
        result.files.sort { $0.id < $1.id }
        return result
    }

    private mutating func visit(_ folder: String, prefix: String, depth: Int) {
        guard visited.insert(folder).inserted else { return }
        guard depth <= limits.maximumFolderDepth else {
            skip(prefix, "The folder is nested deeper than \(limits.maximumFolderDepth) folders.")
            return
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            result.findings.append(
                DocumentFinding(
                    file: prefix, reason: "The folder cannot be read: \(error.localizedDescription)", consequence: .kept
                ))
            return
        }
        for name in names.sorted() where !name.hasPrefix(".") && !isFull {
            enter(folder + "/" + name, id: prefix.isEmpty ? name : prefix + "/" + name, depth: depth)
        }
    }

    private mutating func enter(_ path: String, id: String, depth: Int) {
        let name = (id as NSString).lastPathComponent
        let format = DocumentFormat(fileExtension: (name as NSString).pathExtension)
        let isSpecial = Self.place(of: id) != nil
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard resolved == root || resolved.hasPrefix(root == "/" ? root : root + "/") else {
            skip(id, "The link leads out of the folder.")
            return
        }
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: resolved)
        } catch {
            if format != nil || isSpecial { skip(id, "The file cannot be found: \(error.localizedDescription)") }
            return
        }
        let type = attributes[.type] as? FileAttributeType
        if type == .typeDirectory {
            visit(resolved, prefix: id, depth: depth + 1)
        } else if type == .typeRegular {
            let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
            take(DocumentFileCandidate(id: id, path: resolved, format: format, size: size))
        } else if format != nil {
            skip(id, "This is no file that can be read, nor a folder.")
        }
    }

    /// Where the text of a file goes that is no document; `nil` for all others.
    private static func place(of id: String) -> WritableKeyPath<FolderScan, String?>? {
        switch id {
        case DocumentLoader.synonymsFile: \.synonyms
        case DocumentLoader.examplesFile: \.examples
        default: nil
        }
    }

    private mutating func take(_ candidate: DocumentFileCandidate) {
        let place = Self.place(of: candidate.id)
        guard candidate.format != nil || place != nil else { return }
        guard candidate.size <= limits.maximumFileSize else {
            skip(candidate.id, "The file is larger than \(limits.maximumFileSize) bytes.")
            return
        }
        if let place {
            readText(of: candidate, into: place)
        } else if let format = candidate.format {
            guard result.files.count < limits.maximumFiles else {
                isFull = true
                skip(candidate.id, "This and the following files are more than \(limits.maximumFiles).")
                return
            }
            result.files.append(DocumentFile(id: candidate.id, path: candidate.path, format: format))
        }
    }

    private mutating func readText(
        of candidate: DocumentFileCandidate, into place: WritableKeyPath<FolderScan, String?>
    ) {
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: candidate.path))
            result[keyPath: place] = DecodedText([UInt8](data)).text
        } catch {
            skip(candidate.id, "The file cannot be read: \(error.localizedDescription)")
        }
    }

    private mutating func skip(_ id: String, _ reason: String) {
        result.findings.append(DocumentFinding(file: id, reason: reason, consequence: .skipped))
    }
}

/// A regular file met on the walk.
private struct DocumentFileCandidate {
    let id: String
    let path: String
    let format: DocumentFormat?
    let size: Int
}
