import LanguageModels

extension Result where Failure == any Error {
    /// What an asynchronous body returned or threw.
    init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }

    /// The model's error, if one was thrown.
    var modelError: ModelError? {
        if case .failure(let error) = self { return error as? ModelError }
        return nil
    }
}
