internal import Dialogue

/// The name of one login, from the password to the logout: 128 random bits.
package struct LoginID: UnguessableID {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
