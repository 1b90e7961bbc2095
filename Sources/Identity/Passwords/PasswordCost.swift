/// How much work one password is (RFC 7914): memory and time of whoever guesses.
package struct PasswordCost: Sendable, Hashable {
    /// The binary logarithm of scrypt's N.
    package var logarithm: Int
    /// scrypt's r.
    package var blockSize: Int
    /// scrypt's p.
    package var parallelism: Int

    /// A cost made of its parts.
    package init(logarithm: Int, blockSize: Int, parallelism: Int) {
        self.logarithm = logarithm
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// 32 MiB three times over, as the OWASP password cheat sheet has it: some 0.2 s of one processor.
    package static let standard = PasswordCost(logarithm: 15, blockSize: 8, parallelism: 3)

    /// What a stored text may ask for: no line in a database may take the machine's memory.
    var isBearable: Bool {
        (4...20).contains(logarithm) && (1...32).contains(blockSize) && (1...16).contains(parallelism)
            && blockSize << logarithm <= 1 << 24
    }
}
