internal import ChatServer
internal import Foundation

/// What is configured of the page, and where its folder is looked for.
struct PageSearch: Sendable, Hashable {
    /// The folder that was named; `nil` looks for one.
    var folder: String?
    /// What the service is called.
    var name = "Kaya"
    var isReloaded = false
    var opensDebug = false

    /// Where the page's folder may be, the likeliest first.
    ///
    /// - Parameters:
    ///   - program: The path of the program, without links.
    ///   - working: The working folder.
    func places(program: String, working: String) -> [String] {
        if let folder { return [folder] }
        var place = URL(fileURLWithPath: program).deletingLastPathComponent()
        var places = [working + "/Web", place.deletingLastPathComponent().path + "/share/kaya/web"]
        while place.path != "/" {
            places.append(place.appendingPathComponent("Web").path)
            place = place.deletingLastPathComponent()
        }
        return places
    }

    /// The first of the places where a page lies; `nil` when it is in none of them.
    func found() -> PageConfiguration? {
        let files = FileManager.default
        let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        let places = places(
            program: program.resolvingSymlinksInPath().path, working: files.currentDirectoryPath)
        guard let folder = places.first(where: { files.fileExists(atPath: $0 + "/page.js") }) else { return nil }
        var configuration = PageConfiguration(folder: folder)
        configuration.name = name
        configuration.isReloaded = isReloaded
        configuration.opensDebug = opensDebug
        return configuration
    }
}
