import Foundation

/// A file that its owner alone may read.
enum PrivateFile {
    /// Makes the file where it is missing, and takes it from everybody else (mode 0600).
    ///
    /// SQLite gives its side files the mode of the file itself, so this comes before there is anything in it.
    static func make(_ path: String) throws {
        let files = FileManager.default
        let owned: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        if !files.fileExists(atPath: path) {
            // Where it cannot be made, the next line says why.
            _ = files.createFile(atPath: path, contents: nil, attributes: owned)
        }
        try files.setAttributes(owned, ofItemAtPath: path)
    }
}
