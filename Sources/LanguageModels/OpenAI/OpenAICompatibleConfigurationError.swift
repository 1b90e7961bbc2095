/// Why a model server cannot be configured as an operator asked.
package struct OpenAICompatibleConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    package enum Code: String, Sendable, Hashable {
        /// The address is no usable `http` or `https` URL.
        case invalidURL = "invalid-url"
        /// The key cannot be sent in a header field.
        case invalidKey = "invalid-key"
        /// A number or name is out of its range.
        case invalidValue = "invalid-value"
    }

    package var code: Code
    /// A sentence for the operator; it never holds a key.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
