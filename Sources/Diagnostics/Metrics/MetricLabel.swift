/// A label whose values are known when the program is written.
///
/// Every case becomes one series when its family is registered, so that nothing that happens at run time can add
/// one. An enum with `String` raw values conforms by saying so.
package protocol MetricLabel: CaseIterable, RawRepresentable, Hashable, Sendable where RawValue == String {}
