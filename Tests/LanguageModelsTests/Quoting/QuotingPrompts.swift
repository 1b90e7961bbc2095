@testable import LanguageModels

extension Prompt {
    /// A question with excerpts numbered from 1.
    static func quoting(_ question: String, _ excerpts: [Excerpt], language: String = "de") -> Prompt {
        var excerpts = excerpts
        for index in excerpts.indices { excerpts[index].number = index + 1 }
        return Prompt(
            messages: [Message(role: .user, text: question)], question: question, excerpts: excerpts, language: language
        )
    }
}

extension Prompt.Excerpt {
    init(_ title: String, heading: String = "", url: String? = nil, _ text: String) {
        self.init(number: 0, title: title, heading: heading, url: url, text: text)
    }

    static let fees = Prompt.Excerpt(
        "Fischereischein", heading: "Fischereischein › Was kostet er?", url: "https://kreis.example/fischereischein",
        """
        - Jahresfischereischein: Gebühr 14,50 Euro; Gültigkeit 1 Jahr
        - Fischereischein auf Lebenszeit: Gebühr 62,00 Euro; Gültigkeit –

        Kinder unter 14 Jahren zahlen nichts.
        """)
    static let papers = Prompt.Excerpt(
        "Fischereischein", heading: "Unterlagen", url: "https://kreis.example/fischereischein",
        "Bitte bringen Sie mit:\n- Prüfungszeugnis\n- Lichtbild\n- Ausweis")
    static let office = Prompt.Excerpt(
        "Fischereischein", heading: "Kontakt", url: "https://kreis.example/fischereischein",
        "Untere Fischereibehörde, Seeweg 3, Telefon 05009 555-777")
    static let english = Prompt.Excerpt(
        "Fishing licence", url: "https://county.example/en/fishing",
        "The fishing licence costs 14.50 euros and you need a certificate. It is valid for one year.")
    static let elsewhere = Prompt.Excerpt(
        "Bootsliegeplätze", heading: "Preise", url: "https://kreis.example/boote",
        "Ein Liegeplatz kostet 320 Euro im Jahr. Der Fischereischein ist nicht enthalten.")
}
