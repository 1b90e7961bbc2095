/// The languages whose words are analysed.
package enum WordLanguage: String, Sendable, Hashable, CaseIterable {
    case german = "de"
    case english = "en"

    /// The analysed language of a tag such as `de-AT`; `nil` for other languages.
    package init?(tag: String?) {
        guard let primary = tag?.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first else {
            return nil
        }
        self.init(rawValue: String(primary))
    }
}
