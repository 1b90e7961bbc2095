/// Random JSON made of the names and values that matter in a chunk.
enum RandomChunk {
    static func json(using generator: inout SeededGenerator) -> String {
        object("choices", ["choices", "error", "usage", "id", "object", "message", "type"], depth: 0, &generator)
    }

    /// An object that mostly has the member `usual`, and up to three others.
    private static func object(
        _ usual: String, _ names: [String], depth: Int, _ generator: inout SeededGenerator
    ) -> String {
        var chosen = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
            names.randomElement(using: &generator) ?? ""
        }
        if Int.random(in: 0..<8, using: &generator) > 0 { chosen.append(usual) }
        let members = chosen.shuffled(using: &generator).map { name in
            "\"\(name)\":\(value(of: name, depth: depth, &generator))"
        }
        return "{" + members.joined(separator: [",", " , "].randomElement(using: &generator) ?? ",") + "}"
    }

    private static func value(of name: String, depth: Int, _ generator: inout SeededGenerator) -> String {
        if Int.random(in: 0..<8, using: &generator) == 0 { return anything(depth: depth, &generator) }
        switch name {
        case "choices":
            let names = ["index", "delta", "finish_reason", "logprobs", "message", "usage", "error"]
            let count = [0, 1, 1, 1, 1, 2].randomElement(using: &generator) ?? 1
            return "["
                + (0..<count).map { _ in object("delta", names, depth: depth + 1, &generator) }.joined(separator: ",")
                + "]"
        case "delta", "message":
            return object(
                "content", ["content", "role", "reasoning", "refusal", "tool_calls"], depth: depth + 1, &generator)
        case "index":
            return ["0", "0", "0", "1", "-0", "0.0"].randomElement(using: &generator) ?? "0"
        case "finish_reason", "error", "usage", "reasoning", "refusal", "tool_calls":
            return Bool.random(using: &generator) ? "null" : anything(depth: depth, &generator)
        default:
            return string(&generator)
        }
    }

    private static func anything(depth: Int, _ generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: "null"
        case 1: "true"
        case 2: ["0", "-1", "1.5", "1e9", "12345678901234567890"].randomElement(using: &generator) ?? "0"
        case 3 where depth < 4: "[" + anything(depth: depth + 1, &generator) + "]"
        case 4 where depth < 4: object("text", ["content", "code", "text", "x"], depth: depth + 1, &generator)
        default: string(&generator)
        }
    }

    private static func string(_ generator: inout SeededGenerator) -> String {
        let pieces = ["a", "ä", "😀", " ", #"\n"#, #"\""#, #"\u00e4"#, #"\ud83d"#, #"\ude00"#, "{", "]", ""]
        let count = Int.random(in: 0...5, using: &generator)
        return "\"" + (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined() + "\""
    }
}
