package import Dialogue

/// The name of an account that never changes: 128 random bits.
package struct AccountID: UnguessableID {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The account as the owner of conversations.
    package var owner: Owner { Owner(.account, high: high, low: low) }
}
