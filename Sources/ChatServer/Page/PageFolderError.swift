/// Why a folder is none of a page.
struct PageFolderError: Error, Hashable, Sendable, CustomStringConvertible {
    let folder: String
    let reason: String

    var description: String { "\(folder): \(reason)" }
}
