/// Words that say nothing about what is asked, folded.
enum StopWords {
    static func contains(_ folded: String) -> Bool {
        german.contains(folded) || english.contains(folded)
    }

    /// The language of words that only one of the two has, by which a text is known as German or English.
    static let languages: [String: WordLanguage] = {
        var languages: [String: WordLanguage] = [:]
        for word in germanMarks.subtracting(englishMarks) { languages[word] = .german }
        for word in englishMarks.subtracting(germanMarks) { languages[word] = .english }
        return languages
    }()

    /// Those of ``languages`` that neighbouring languages do not have too.
    static let certainLanguages: [String: WordLanguage] = {
        let shared = split("man den des der has have for over under want find")
        return languages.filter { word, _ in word.count > 2 && !shared.contains(word) }
    }()

    private static let germanMarks: Set<String> = split(
        """
        der das den dem des ein eine einen einem einer eines und oder aber nicht ich du er sie es wir ihr mich mir
        mein meine meinen meinem meiner dein deine unser unsere wie wo wann wer wen wem welche welcher welches welchen
        warum wieso weshalb wozu womit wofür woher wohin bei beim mit nach von vom zu zum zur für fuer fur auf aus im
        ist sind wird werden wurde habe hat haben hatte kann kannst können koennen konnen muss muß müssen muessen mussen
        soll sollen darf dürfen duerfen durfen möchte moechte mochte brauche braucht bekomme bekommt gibt kostet
        wenn weil dass auch noch nur schon mal denn ohne über ueber uber unter zwischen gegen durch sich man kein
        keine keinen viel viele lange hier dort jetzt heute bitte danke hallo moin guten tag gerne wegen neue neuen
        neuer neues neu mach machen tun geht gehen kriege krieg beantragen anmelden melden
        """)

    private static let englishMarks: Set<String> = split(
        """
        the a and or but not i you he she we they my your our their it is are be been have has had do does did how what
        where when which who whom why can could may must should would shall of to for from with without on at by as
        this that these those if there here need want get apply much many long please hello new some any about into
        me us them its register change book find open opening close
        """)

    private static let german: Set<String> = split(
        """
        der die das den dem des ein eine einen einem einer eines und oder aber nicht ich du er sie es wir ihr ihre
        ihren ihrem ihrer mich mir dich dir uns euch ihm ihn ihnen mein meine meinen meinem meiner meines dein deine
        deinen deinem deiner sein seine seinen seinem seiner unser unsere unseren unserem unserer wie wo wann wer wen
        wem was welche welcher welches welchen welchem warum wieso weshalb wozu womit wofur woher wohin wohl bei beim
        mit nach von vom zu zum zur fur auf aus im in an am ab bis als so ist sind bin bist war waren wird werden
        wurde wurden habe hast hat haben hatte hatten hab kann kannst konnen konnte muss musst mussen soll sollen
        sollte sollten darf durfen mochte mochten will wollen wollte brauche braucht brauchen bekomme bekommt bekommen
        gibt gib geben wenn weil dass da damit auch noch nur schon mal denn doch ohne uber unter zwischen gegen durch
        sich man kein keine keinen keinem keiner viel viele hier dort jetzt heute bitte danke hallo moin guten tag
        gerne gern wegen etwas alle alles jemand dies diese dieser dieses diesen geht gehen gehe kriege kriegen krieg
        kriegt mache machen macht tun tue ja nein sehr mehr ganz einfach eigentlich gerade irgendwie sagen sag wissen
        weiss beantragen finde finden muesste musste wurde wurden lassen lasse mir worden werde ob je pro fragen frage
        """)

    private static let english: Set<String> = split(
        """
        the a an and or but not i you he she we they my your our their his her it its is are was were be been being am
        have has had do does did done how what where when which who whom whose why can could may might must should
        would shall will of to for from with without on at by as in into this that these those if there here need
        needs needed want wants get getting got please hello hi thanks some any about me us them so just than then too
        very im ive id dont
        """)

    private static func split(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
