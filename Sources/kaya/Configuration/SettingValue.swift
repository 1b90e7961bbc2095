internal import LanguageModels

/// A setting's value as its kind reads it.
enum SettingValue: Hashable, Sendable {
    case text(String)
    case secret(Secret)
    case flag(Bool)
    case integer(Int)
    case number(Double)
    case duration(Duration)
    case list([String])
}
