/// A language that Kaya's own words exist in.
public enum Language: String, Hashable, Sendable, Codable, CaseIterable {
    /// German, the one used when nothing else is asked for.
    case german = "de"
    /// English.
    case english = "en"
}
