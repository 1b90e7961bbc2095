extension ModelError {
    /// The failure of a transport, in a model's words.
    init(transport error: any Error) {
        guard let error = error as? TransportError else {
            self.init(.cut, "The transport failed.", cause: error)
            return
        }
        switch error.code {
        case .unreachable:
            self.init(.unreachable, "The model server cannot be reached: \(error.message)", cause: error)
        case .connectTimeout:
            self.init(.timeout, "The model server cannot be reached in time.", clock: .connect, cause: error)
        case .cut:
            self.init(.cut, "The connection to the model server broke: \(error.message)", cause: error)
        case .malformed:
            self.init(.malformed, "The model server does not speak HTTP: \(error.message)", cause: error)
        case .exhausted:
            self.init(.unreachable, "There is no connection to spare: \(error.message)", cause: error)
        }
    }
}
