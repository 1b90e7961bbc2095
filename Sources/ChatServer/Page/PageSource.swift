/// Where the page's files come from: memory, or the folder anew each time for those who write them.
struct PageSource: Sendable {
    private let folder: String
    private let kept: PageAssets?

    /// - Throws: ``PageFolderError``; the system's errors.
    init(_ configuration: PageConfiguration) throws {
        folder = configuration.folder
        let assets = PageAssets(try PageFolder.read(folder), isJoined: !configuration.isReloaded)
        kept = configuration.isReloaded ? nil : assets
    }

    /// The files as they are now.
    func assets() throws -> PageAssets {
        // Blocks the thread for as long as reading takes, for developers alone.
        try kept ?? PageAssets(PageFolder.read(folder), isJoined: false)
    }

    /// Why the modules are served one by one, where that was not asked for.
    var refusal: ModuleRefusal? { kept?.refusal }
}
