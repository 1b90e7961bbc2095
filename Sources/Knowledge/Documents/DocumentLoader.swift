import Foundation

/// Reads folders of Markdown, HTML and plain-text files.
///
/// A file that cannot be read or is malformed is a finding, never an error: one bad file does not keep the others from
/// being known. Hidden files and folders are passed over without a word.
package struct DocumentLoader: Sendable {
    /// The file at a folder's top that extends the built-in synonyms.
    package static let synonymsFile = "synonyms.yaml"
    /// The file at a folder's top with questions to begin with, see ``ExampleQuestions``.
    package static let examplesFile = "examples.yaml"

    private let limits: DocumentLimits

    package init(limits: DocumentLimits = DocumentLimits()) {
        self.limits = limits
    }

    /// Lists what the folder and the folders in it hold, without reading the documents.
    ///
    /// Links are followed as long as they stay in the folder; a folder is visited once, however many links lead there.
    /// - Throws: `KnowledgeError` with `folderUnreadable`.
    package func scan(_ folder: String) throws -> FolderScan {
        let root = URL(fileURLWithPath: folder, isDirectory: true).resolvingSymlinksInPath()
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isDirectory) else {
            throw KnowledgeError(.folderUnreadable, "There is no folder at \(folder).")
        }
        guard isDirectory.boolValue else {
            throw KnowledgeError(.folderUnreadable, "\(folder) is a file: give the folder in which it lies.")
        }
        do {
            _ = try FileManager.default.contentsOfDirectory(atPath: root.path)
        } catch {
            throw KnowledgeError(.folderUnreadable, "The folder \(folder) cannot be read.", cause: error)
        }
        var walk = FolderWalk(root: root.path, limits: limits)
        return walk.scan()
    }

    /// Reads a file's bytes.
    ///
    /// - Returns: The source, or the finding that says why there is none.
    package func source(of file: DocumentFile) -> Result<DocumentSource, DocumentFindingError> {
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: file.path))
            guard data.count <= limits.maximumFileSize else {
                return .failure(finding(file, "The file is larger than \(limits.maximumFileSize) bytes.", .skipped))
            }
            return .success(DocumentSource(file: file, bytes: [UInt8](data)))
        } catch {
            return .failure(finding(file, "The file cannot be read: \(error.localizedDescription)", .kept))
        }
    }

    /// Makes a document of a source.
    package func document(from source: DocumentSource) -> DocumentReading {
        let file = source.file
        let decoded = DecodedText(source.bytes)
        let outline = Self.outline(of: decoded.text, format: file.format)
        let title = outline.frontMatter.title ?? outline.title ?? Self.fileTitle(file.id)
        let sections = PassageCutter.sections(of: outline, title: title, limit: limits.passageLength)
        let remarks = [decoded.remark].compactMap(\.self) + outline.frontMatter.remarks + outline.remarks
        guard !sections.isEmpty else {
            let findings = remarks + ["The document has no text."]
            return DocumentReading(
                document: nil, findings: findings.map { finding(file, $0, .skipped).finding })
        }
        let document = Document(
            id: file.id, title: title, url: outline.frontMatter.url,
            language: outline.frontMatter.language ?? outline.language ?? Self.language(of: file, sections),
            validFrom: outline.frontMatter.validFrom, sections: sections)
        return DocumentReading(document: document, findings: remarks.map { finding(file, $0, .indexed).finding })
    }

    private static func outline(of text: String, format: DocumentFormat) -> DocumentOutline {
        switch format {
        case .markdown: MarkdownText.outline(of: text)
        case .html: HTMLText.outline(of: text)
        case .plainText: PlainText.outline(of: text)
        }
    }

    private static func fileTitle(_ id: String) -> String {
        let name = id.split(separator: "/").last ?? ""
        let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
        return InlineText.collapsed(stem.replacing("-", with: " ").replacing("_", with: " "))
    }

    /// The folder's name when it is a language that is analysed, else what the text reads like.
    private static func language(of file: DocumentFile, _ sections: [Document.Section]) -> String? {
        let folder = file.id.split(separator: "/").first.map(String.init)
        if let folder, file.id.contains("/"), WordLanguage(rawValue: folder) != nil { return folder }
        let sample = sections.prefix(8).map(\.text).joined(separator: " ")
        return LanguageGuess.language(of: sample)?.rawValue
    }

    private func finding(
        _ file: DocumentFile, _ reason: String, _ consequence: DocumentFinding.Consequence
    ) -> DocumentFindingError {
        DocumentFindingError(finding: DocumentFinding(file: file.id, reason: reason, consequence: consequence))
    }
}
