internal import Dialogue

/// The name of an API key, by which it is listed and revoked: 128 random bits that have nothing to do with the key.
package struct KeyID: UnguessableID {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
