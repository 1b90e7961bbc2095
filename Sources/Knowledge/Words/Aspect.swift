/// Words for what may be asked about any topic: what it costs, when it is open, what to bring.
///
/// Beside a topic they count less than the topic: "Reisepass Gebühren" is about passports, not about fees.
enum Aspect {
    static func contains(_ stem: String) -> Bool {
        stems.contains(stem)
    }

    private static let stems: Set<String> = Set(
        """
        Gebühr Gebühren Kosten kosten kostet Preis Preise teuer bezahlen zahlen Euro Öffnungszeit Öffnungszeiten
        geöffnet offen öffnet Termin Termine Unterlagen Dokumente mitbringen Dauer dauert dauern Frist Formular Antrag
        online Telefon Telefonnummer Adresse Ansprechpartner zuständig Voraussetzung Voraussetzungen Zeit Landkreis
        Kreis Stadt abholen verlängern beantragen neu alt Kind Kinder
        fee fees cost costs price open opening hours appointment documents bring long deadline form online phone
        address county city old new
        """.split(whereSeparator: \.isWhitespace).flatMap { word in
            WordStem.stems(folded: WordFolding.folded(String(word)), first: .german)
        })
}
