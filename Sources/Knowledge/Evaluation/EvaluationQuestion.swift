import Foundation

/// A question with the documents that answer it.
package struct EvaluationQuestion: Sendable, Hashable, Decodable {
    package let question: String
    /// Ids of documents, any of which answers the question. In JSON a string or a list of strings.
    package let documents: Set<String>
    /// The language to search in; `nil` leaves the guess to the index.
    package let language: String?
    /// What is hard about the question: `one-word`, `misspelt`, …
    package let kind: String

    package init(question: String, documents: Set<String>, language: String? = nil, kind: String = "other") {
        self.question = question
        self.documents = documents
        self.language = language
        self.kind = kind
    }

    private enum CodingKeys: String, CodingKey {
        case question, document, language, kind
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        question = try container.decode(String.self, forKey: .question)
        language = try container.decodeIfPresent(String.self, forKey: .language)
        kind = try container.decodeIfPresent(String.self, forKey: .kind) ?? "other"
        do {
            documents = [try container.decode(String.self, forKey: .document)]
        } catch DecodingError.typeMismatch {
            documents = Set(try container.decode([String].self, forKey: .document))
        }
    }

    /// Reads questions, one JSON object a line; empty lines are passed over.
    ///
    /// - Throws: `KnowledgeError` with `malformedQuestions`, naming the line.
    package static func questions(jsonLines text: String) throws -> [EvaluationQuestion] {
        var questions: [EvaluationQuestion] = []
        var lines = LineReader(text)
        var number = 0
        while let line = lines.next() {
            number += 1
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            do {
                questions.append(try JSONDecoder().decode(Self.self, from: Data(line.utf8)))
            } catch {
                throw KnowledgeError(.malformedQuestions, "Line \(number) is not a question.", cause: error)
            }
        }
        return questions
    }
}
