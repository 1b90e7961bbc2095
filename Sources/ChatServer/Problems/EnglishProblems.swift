internal import Dialogue

/// The problems in English.
enum EnglishProblems {
    static func words(for code: ProblemCode) -> (title: String, whatNow: String) {
        switch code {
        case .badRequest: ("The request cannot be read", "Please check what was sent.")
        case .unauthorized: ("This needs a login", "Please log in.")
        case .forbidden: ("This is not allowed from that page", "Please open Kaya itself.")
        case .notFound: ("There is nothing here", "Please check the address.")
        case .methodNotAllowed: ("This address takes another method", "The field Allow lists them.")
        case .duplicateRequest:
            ("This request id belongs to another question", "Please send the question with a new id.")
        case .streamExpired: ("This answer can no longer be read", "Please ask again.")
        case .tooLarge: ("The question is too long", "Please shorten it.")
        case .unsupportedMediaType: ("This format is not read here", "Please send application/json.")
        case .invalidField: ("A value is missing or wrong", "Please check this value.")
        case .rateLimited: ("Too many requests at once", "Please wait a moment.")
        case .breakerOpen: ("Answers are not available right now", "Please try again in a minute.")
        case .overloaded: ("Very many people are asking right now", "Please try again shortly.")
        case .draining: ("The service is restarting", "Please try again shortly.")
        case .storageUnavailable:
            ("Your question cannot be stored at the moment", "It was not asked. Please try again shortly.")
        case .upstreamRateLimited: ("Very many people are asking right now", "Please try again shortly.")
        case .upstreamTimeout: ("The answer took too long", "Please ask again.")
        case .upstreamCut, .upstreamTruncated:
            ("The answer broke off", "The text so far is true. Please ask again.")
        case .upstreamEmpty: ("No answer came", "Please ask again.")
        case .upstreamMalformed, .upstreamError: ("The answer could not be made", "Please try again later.")
        case .contentFiltered: ("There is no answer to this question", "Please ask differently.")
        case .producerLost: ("The service was restarted", "The text so far is true. Please ask again.")
        case .streamLost: ("This answer is no longer here", "Please ask again.")
        case .answerTooLong: ("The answer grew too long", "The text so far is true. Please ask more precisely.")
        case .internal: ("Something went wrong on our side", "Please try again.")
        }
    }
}
