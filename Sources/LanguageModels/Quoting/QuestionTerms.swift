/// The words that matter in a question, in a form in which inflected words meet.
struct QuestionTerms: Equatable {
    private static let emptyWords: Set<String> = Set(
        """
        der die das den dem des ein eine einen einem einer eines und oder aber ich du er sie es wir ihr mich mir mein
        meine meinen meinem meiner wie wo wann wer wen was welche welcher welches warum bei beim mit nach von vom zu zum
        zur fur auf aus im in an am ab bis ist sind bin wird werden habe hat haben hab kann konnen muss mussen soll
        darf durfen mochte will wollen brauche braucht bekomme gibt wenn noch nur schon mal denn ohne uber sich man kein
        keine viel viele hier jetzt bitte neu neue neuen neuer neues ja nein als so da dass damit um ob je lange lang
        machen mache mach tun geht gehen wieviel hoch teuer kostet kosten
        the a an and or but i you he she we they my your our how what where when which who why can could may must
        should would will do does did is are was be been have has had to of for from with without on at by as if there
        need want get me us it its much many long new please some any about into cost costs
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let endings = ["ungen", "ern", "en", "er", "em", "es", "ung", "e", "s"]
    private static let shortestStem = 4
    private static let shortestPart = 5

    /// The stems, each once, in the order of the question.
    let stems: [String]

    init(_ question: String) {
        var seen: Set<String> = []
        stems = Self.words(of: question).filter { !Self.emptyWords.contains($0) }.map(Self.stem)
            .filter { seen.insert($0).inserted }
    }

    /// How much of each stem a text has: 1 for the word, less for a misspelt one or a compound with it, 0 for nothing.
    func matches(in text: String) -> [Double] {
        let found = Set(Self.words(of: text).map(Self.stem))
        return stems.map { stem in
            if found.contains(stem) { return 1 }
            let isInCompound = found.contains { word in
                let (short, long) = word.utf8.count < stem.utf8.count ? (word, stem) : (stem, word)
                return short.utf8.count >= Self.shortestPart && (long.hasPrefix(short) || long.hasSuffix(short))
            }
            if isInCompound { return 0.6 }
            let isMisspelt =
                stem.utf8.count > Self.shortestPart
                && found.contains { WordSimilarity.isOneMistake($0, stem) }
            return isMisspelt ? 0.8 : 0
        }
    }

    /// The words in lower case, without marks; `ä` and `ae` are `a`, `ß` is `ss`.
    static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { folded($0) }
    }

    private static func folded(_ word: Substring) -> String {
        var result = ""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "ä", "à", "á", "â": result += "a"
            case "ö", "ó", "ô": result += "o"
            case "ü", "ú", "û": result += "u"
            case "é", "è", "ê": result += "e"
            case "ß": result += "ss"
            case "e" where result.hasSuffix("a") || result.hasSuffix("o"): continue
            case "e" where result.hasSuffix("u") && !isNoUmlaut(result): continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Behind these letters `ue` is no umlaut: Steuer, Bauer, Quelle.
    private static func isNoUmlaut(_ text: String) -> Bool {
        text.hasSuffix("eu") || text.hasSuffix("au") || text.hasSuffix("qu")
    }

    static func stem(_ word: String) -> String {
        for ending in endings where word.hasSuffix(ending) && word.utf8.count - ending.utf8.count >= shortestStem {
            return String(word.dropLast(ending.count))
        }
        return word
    }
}
