import Knowledge

/// Questions about the example county that were written without looking at the example's own questions.
enum CountyQuestions {
    static let all: [EvaluationQuestion] =
        german(
            "one-word",
            [
                ("Perso", ["de/personalausweis.md"]),
                ("Nummernschild", ["de/wunschkennzeichen.md", "de/kfz-zulassen.md", "de/kfz-abmelden.md"]),
                ("Hochzeit", ["de/eheschliessung.html"]),
                ("Bibliothek", ["de/kreisbuecherei.html"]),
                ("Giftmüll", ["de/schadstoffmobil.txt"]),
                ("Heiratsurkunde", ["de/eheschliessung.html"]),
                ("Restmülltonne", ["de/abfallgebuehren.md"]),
                ("Schülerticket", ["de/schuelerbefoerderung.md"]),
                ("Todesfall", ["de/sterbefall.md"]),
            ])
        + german(
            "misspelt",
            [
                ("Wie verlängere ich meinen Personalausweiß", ["de/personalausweis.md"]),
                ("Reisepas beantragen", ["de/reisepass.md", "de/vorlaeufiger-reisepass.md"]),
                ("Füherschein umtauchen", ["de/fuehrerschein-umtauschen.md"]),
                ("Schperrmüll abholen lassen", ["de/sperrmuell.html"]),
                ("Einbürgrung Voraussetzungen", ["de/einbuergerung.md"]),
                ("Gewebeanmeldung", ["de/gewerbe-anmelden.md"]),
                ("Wonhgeld", ["de/wohngeld.md"]),
                ("Elterngelt beantragen", ["de/elterngeld.md"]),
            ])
        + german(
            "no-umlaut",
            [
                ("Fuehrungszeugnis fuer den Arbeitgeber", ["de/fuehrungszeugnis.md"]),
                ("Oeffnungszeiten Buergerbuero", ["de/oeffnungszeiten-buergerbueros.html"]),
                ("Fundburo Handy verloren", ["de/fundbuero.txt"]),
                ("HUNDESTEUER ERMAESSIGUNG", ["de/hundesteuer.md"]),
                ("vorlaufiger Reisepass", ["de/vorlaeufiger-reisepass.md"]),
            ])
        + german(
            "compound",
            [
                ("Autoabmeldung", ["de/kfz-abmelden.md"]),
                ("Hundeanmeldung", ["de/hundesteuer.md"]),
                ("Kindergartenplatz", ["de/kita-platz.md"]),
                ("Personalausweisgebühr", ["de/personalausweis.md"]),
                ("Gewerbeabmeldung", ["de/gewerbe-anmelden.md"]),
                ("Führerscheinumtausch", ["de/fuehrerschein-umtauschen.md"]),
                ("Sperrmüllabholung", ["de/sperrmuell.html"]),
                ("Baugenehmigungsverfahren", ["de/baugenehmigung.html"]),
            ])
        + german(
            "colloquial",
            [
                ("Ich hab mir ne neue Karre gekauft, wie krieg ich die angemeldet?", ["de/kfz-zulassen.md"]),
                ("Mein Opa ist gestorben, was muss ich jetzt machen?", ["de/sterbefall.md"]),
                ("Wir kriegen ein Baby, wo bekommen wir die Geburtsurkunde her?", ["de/geburt-anmelden.md"]),
                ("Wohin mit alten Farbeimern und Batterien?", ["de/schadstoffmobil.txt", "de/wertstoffhof.html"]),
                ("Was kostet mich die Tonne im Jahr?", ["de/abfallgebuehren.md"]),
                ("Muss ich meinen alten rosa Lappen abgeben?", ["de/fuehrerschein-umtauschen.md"]),
                ("Der Vater zahlt keinen Unterhalt für mein Kind", ["de/unterhaltsvorschuss.md"]),
                ("Ich will deutscher Staatsbürger werden", ["de/einbuergerung.md"]),
                ("Zuschuss zur Miete", ["de/wohngeld.md"]),
                ("Ich bin umgezogen, wo muss ich mich melden?", ["de/wohnsitz-ummelden.md"]),
                ("Rechnung elektronisch an den Landkreis schicken", ["de/e-rechnung.md"]),
                ("Kann ich mit dem Rollstuhl ins Bürgerbüro?", ["de/termin-und-barrierefreiheit.html"]),
                ("Auto fahren mit 17 mit Begleitung", ["de/fuehrerschein-ersterteilung.md"]),
                ("Pass für mein Kind für den Urlaub", ["de/reisedokumente-fuer-kinder.html"]),
                ("Darf ich mein altes Fachwerkhaus umbauen?", ["de/denkmalschutz.md", "de/baugenehmigung.html"]),
            ])
        + english([
            ("How do I register my car?", ["en/registering-a-car.md"]),
            ("I just moved here and need to register my address", ["en/registering-your-address.md"]),
            ("Is my foreign driver's license valid?", ["en/driving-licence-exchange.md"]),
            ("kindergarten for my daughter", ["en/child-care.md"]),
            ("When are you open on Saturday?", ["en/opening-hours.md"]),
            ("recycling", ["en/waste-and-recycling.md"]),
            ("my visa expires next month, how can I extend my stay", ["en/residence-permit.html"]),
            ("flood warning phone number", ["en/help-in-an-emergency.txt"]),
        ])

    private static func german(_ kind: String, _ list: [(String, Set<String>)]) -> [EvaluationQuestion] {
        list.map { EvaluationQuestion(question: $0.0, documents: $0.1, kind: kind) }
    }

    private static func english(_ list: [(String, Set<String>)]) -> [EvaluationQuestion] {
        list.map { EvaluationQuestion(question: $0.0, documents: $0.1, kind: "english") }
    }
}
