import KayaTesting

extension UpstreamFault {
    /// Bodies that are not what was asked for.
    static let bodies: [UpstreamFault] = [
        UpstreamFault("Events whose data is no JSON", ends: "upstream-malformed") { _ in
            ModelAnswer.events(["{\(words)", "]", "}{", "nothing"]).steps
        },
        UpstreamFault("Random bytes", ends: "upstream-malformed", "upstream-empty", calls: 1...3) { _ in
            ModelAnswer(pieces: [(0..<4096).map { UInt8(truncatingIfNeeded: $0 * $0 * 31 + $0 * 7) }]).steps
        },
        UpstreamFault("A page of HTML with status 200", ends: "upstream-malformed") { _ in
            ModelAnswer.response(status: 200, contentType: "text/html", body: "<html><h1>\(words)</h1>").steps
        },
        UpstreamFault("Some other JSON with status 200", ends: "upstream-malformed") { _ in
            ModelAnswer.response(status: 200, body: #"{"message":"\#(words)"}"#).steps
        },
        UpstreamFault("A whole completion as JSON although a stream was asked for", ends: "stop", text: "Guten Tag") {
            _ in
            ModelAnswer.response(
                status: 200,
                body:
                    #"{"choices":[{"index":0,"message":{"role":"assistant","content":"Guten Tag"},"finish_reason":"stop"}]}"#
            ).steps
        },
        UpstreamFault("An error object instead of the first word", ends: "upstream-error", calls: 1...3) { _ in
            ModelAnswer.events([#"{"error":{"message":"\#(words)","type":"overloaded"}}"#]).steps
        },
        UpstreamFault("An error object after the first word", ends: "upstream-error", text: "Guten Tag") { _ in
            ModelAnswer.events([content("Guten Tag"), #"{"choices":[],"error":{"message":"\#(words)","code":500}}"#])
                .steps
        },
        UpstreamFault("An event of the type error", ends: "upstream-error", text: "Guten Tag") { _ in
            ModelAnswer(pieces: [
                Array("data: \(content("Guten Tag"))\n\n".utf8),
                Array("event: error\ndata: {\"message\":\"\(words)\"}\n\n".utf8),
            ]).steps
        },
        UpstreamFault("Members of the wrong type", ends: "stop", text: "Guten Tag") { _ in
            ModelAnswer.events([
                #"{"id":7,"choices":[{"index":0,"delta":{"content":"Guten Tag","role":[]},"finish_reason":null}],"usage":"much"}"#,
                finish,
            ]).steps
        },
        UpstreamFault("Objects nested a hundred thousand deep", ends: "upstream-malformed", calls: 1...3) { _ in
            let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
            return ModelAnswer.events([deep, "{\"choices\":" + deep, deep]).steps
        },
        UpstreamFault("Numbers too large for any number", ends: "stop", text: "Guten Tag") { _ in
            let huge = String(repeating: "9", count: 5_000)
            return ModelAnswer.events([
                #"{"created":\#(huge),"choices":[{"index":0,"delta":{"content":"Guten Tag"},"logprobs":1e999999}]}"#,
                finish,
            ]).steps
        },
        UpstreamFault("Fifty thousand members that nobody knows", ends: "stop", text: "Guten Tag") { _ in
            let members = (0..<50_000).map { "\"k\($0)\":0," }.joined()
            return ModelAnswer.events(["{\(members)" + content("Guten Tag").dropFirst(), finish]).steps
        },
        UpstreamFault("A compressed body that nobody asked for", ends: "upstream-malformed", calls: 1...3) { _ in
            var answer = ModelAnswer(pieces: [
                [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 7, 0]
            ])
            answer.headers.append(("Content-Encoding", "gzip"))
            return answer.steps
        },
        UpstreamFault("Tool calls instead of text", ends: "upstream-empty") { _ in
            ModelAnswer.events([
                #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"name":"\#("rm")","arguments":"{}"}}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#, "[DONE]",
            ]).steps
        },
        UpstreamFault("An answer without a word", ends: "upstream-empty", calls: 1...3) { _ in
            ModelAnswer.tokens([]).steps
        },
        UpstreamFault("A body without a byte", ends: "upstream-empty", calls: 1...3) { _ in
            ModelAnswer(pieces: []).steps
        },
        UpstreamFault("A refusal", ends: "refusal", text: "Dazu sage ich nichts.") { _ in
            ModelAnswer.events([
                #"{"choices":[{"index":0,"delta":{"refusal":"Dazu sage ich nichts."}}]}"#, finish, "[DONE]",
            ]).steps
        },
        UpstreamFault("An answer cut off by its token limit", ends: "length", text: "Guten Tag") { _ in
            ModelAnswer.tokens(["Guten ", "Tag"], finish: "length").steps
        },
    ]

    /// Streams that are odd and right: their text is shown to the letter.
    static let oddities: [UpstreamFault] = [
        UpstreamFault("A finish reason without [DONE]", ends: "stop", text: "Guten Tag") { _ in
            ModelAnswer.tokens(["Guten ", "Tag"], sendsDone: false).steps
        },
        UpstreamFault("[DONE] without a finish reason", ends: "stop", text: "Guten Tag") { _ in
            ModelAnswer.tokens(["Guten ", "Tag"], finish: nil).steps
        },
        UpstreamFault("Bytes that are no UTF-8", ends: "stop", text: "Gut\u{FFFD}en") { _ in
            var event = Array("data: ".utf8) + Array(#"{"choices":[{"index":0,"delta":{"content":"Gut"#.utf8)
            event += [0xFF] + Array("en\"}}]}\n\n".utf8)
            return ModelAnswer(pieces: [event, Array("data: \(finish)\n\n".utf8)]).steps
        },
        UpstreamFault("Half a surrogate pair in one delta, half in the next", ends: "stop", text: "🚗 \u{FFFD}.") { _ in
            ModelAnswer.events([content(#"\ud83d"#), content(#"\ude97 \ud83d"#), content("."), finish]).steps
        },
        UpstreamFault(
            "Control characters and a byte order mark inside the text", ends: "stop",
            text: "a\u{0}b\u{FEFF}c\u{2028}\r\nd"
        ) { _ in
            ModelAnswer.events([content(#"a\u0000b\ufeffc\u2028\r\nd"#), finish]).steps
        },
        UpstreamFault(
            "CRLF line ends, each byte alone", ends: "stop", text: odd, within: .seconds(60), settings: Settings.patient
        ) { _ in
            ModelAnswer.tokens([odd], lineEnding: .crlf).stepsByteByByte
        },
        UpstreamFault(
            "CR line ends, each byte alone", ends: "stop", text: odd, within: .seconds(60), settings: Settings.patient
        ) { _ in
            ModelAnswer.tokens([odd], lineEnding: .cr).stepsByteByByte
        },
        UpstreamFault(
            "A byte order mark, comments, unknown fields, no space, several data lines", ends: "stop",
            text: "Grüße\n\"🚗\""
        ) { _ in
            let json = content(#"Grüße\n\"🚗\""#)
            let half = json.index(json.startIndex, offsetBy: 11)
            let body =
                "\u{FEFF}: hello\n\nwhat: ever\nid: 1\nretry: 5\n\n"
                + "data:\(json[..<half])\ndata: \(json[half...])\n\n: still\ndata: \(finish)\n\ndata:[DONE]\n\n"
            return ModelAnswer(pieces: [Array(body.utf8)]).steps
        },
        UpstreamFault("An event of 900 KiB", ends: "stop", text: large, settings: Settings.longAnswers) { _ in
            ModelAnswer.tokens([large]).steps
        },
        UpstreamFault("Reasoning before the answer", ends: "stop", text: "Guten Tag") { _ in
            ModelAnswer.events([
                #"{"choices":[{"index":0,"delta":{"reasoning_content":"\#(words)"}}]}"#, content("Guten Tag"), finish,
                "[DONE]",
            ]).steps
        },
        UpstreamFault("Three hundred header fields", ends: "stop", text: "Guten Tag") { _ in
            var answer = ModelAnswer.tokens(["Guten ", "Tag"])
            answer.headers += (0..<300).map { ("X-Field-\($0)", "value") }
            return answer.steps
        },
        UpstreamFault("An interim response before the answer", ends: "stop", text: "Guten Tag") { _ in
            [.send("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n")]
                + ModelAnswer.tokens(["Guten ", "Tag"]).steps
        },
    ]

    private static let odd = "Grüße, „Anna“ – 数据 🚗🏳️‍🌈 e\u{301} \"\\n\" data: x"
    private static let large = String(repeating: "ä", count: 460_000)
    private static let finish = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#

    /// A chunk whose text is in JSON's own spelling.
    private static func content(_ json: String) -> String {
        #"{"choices":[{"index":0,"delta":{"content":"\#(json)"},"finish_reason":null}]}"#
    }
}
