/// Where the page's files lie, and how they are served.
package struct PageConfiguration: Sendable, Hashable {
    /// The folder with `page.js`.
    package var folder: String
    /// What the service is called, at the top of the page and in the window's title.
    package var name = "Kaya"
    /// Whether the files are read anew for every request and served as they lie, for those who write them.
    package var isReloaded = false
    /// Whether everybody may open the debug panel.
    package var opensDebug = false

    package init(folder: String) {
        self.folder = folder
    }
}
