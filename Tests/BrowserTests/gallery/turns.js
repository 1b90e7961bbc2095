/** Turns with fixed words, one for every state there is. Names and places are invented. */

export const SOURCES = [
    { number: 1, title: "Fahrzeug zulassen", heading: "Unterlagen", url: "https://kreis.example/kfz", validFrom: "2026-01-01", document: "kfz.md" },
    { number: 2, title: "Gebühren der Zulassungsstelle und der angeschlossenen Bürgerbüros im Kreisgebiet", heading: "", document: "gebuehren.md" },
    { number: 3, title: "Öffnungszeiten", heading: "Zulassungsstelle Moorhafen", validFrom: "2025-07-15", document: "zeiten.md" },
    { number: 4, title: "Kennzeichen reservieren", heading: "", url: "javascript:alert(1)", document: "kennzeichen.md" },
    { number: 5, title: "Vollmacht", heading: "Vordruck", document: "vollmacht.md" },
]

export const PASSAGE = `Für die Zulassung eines Fahrzeugs brauchen Sie:

- **Personalausweis** oder Reisepass mit Meldebescheinigung
- Zulassungsbescheinigung Teil II
- die elektronische Versicherungsbestätigung (eVB-Nummer)

| Vorgang | Gebühr |
| --- | ---: |
| Neuzulassung | 30,60 € |
| Umschreibung | 31,40 € |
`

const LONG = `## Unterlagen für die Zulassung

Für die Zulassung Ihres Fahrzeugs brauchen Sie **vier Unterlagen** [1]. Kommen Sie bitte *persönlich* oder geben Sie jemandem eine Vollmacht [5]:

1. Personalausweis oder Reisepass, z. B. mit Meldebescheinigung
2. Zulassungsbescheinigung Teil II [1][2]
   - bei Gebrauchtwagen auch Teil I
   - die alten Kennzeichen
3. eVB-Nummer, siehe [die Erklärung](https://kreis.example/evb)

### Was es kostet

| Vorgang | Gebühr | Dauer | Wo | Hinweis |
| --- | ---: | :-: | --- | --- |
| Neuzulassung | 30,60 € | 20 min | Zulassungsstelle Moorhafen | mit Termin |
| Umschreibung | 31,40 € | 15 min | jedes Bürgerbüro | \`ohne Termin\` |

> Gebühren gelten ab dem 1. Januar 2026.

- [x] Termin gebucht
- [ ] Unterlagen kopiert

\`\`\`sh
curl -N 'http://localhost:8080/chat/stream?q=Ich+möchte+mein+KFZ+zulassen+und+wissen+was+es+kostet' | tee antwort.txt
\`\`\`

Ein Wort ohne Ende: Straßenverkehrszulassungsordnungsänderungsverordnungsentwurfsbegründungsanlage. Mark [9] names no source.`

const SHORT = "Das Bürgerbüro in Moorhafen hat **montags bis freitags von 8 bis 12 Uhr** geöffnet [1]. Am Donnerstag auch von 14 bis 18 Uhr."

const SAID = {
    de: {
        q: "Was brauche ich, um mein Auto zuzulassen?",
        when: "Wann hat das Bürgerbüro geöffnet?",
        long: "Ich ziehe um\nund brauche:\n\n  1. eine Ummeldung\n  2. ein Kennzeichen\n\n" + "Dazu kommt noch einiges, was ich nicht weiß. ".repeat(24),
        notice: "Kein Sprachmodell ist erreichbar: Die Antwort besteht aus Zitaten der Unterlagen.",
        problem: { code: "rate-limited", title: "Zu viele Anfragen auf einmal", detail: "Von Ihrem Anschluss kamen in kurzer Zeit viele Fragen.", retryable: true, retryAfter: 600 },
        broken: { code: "internal", title: "Da ist bei uns etwas schiefgegangen", detail: "", retryable: false, retryAfter: null, requestId: "7Qm2-Zr0c" },
    },
    en: {
        q: "What do I need to register my car?",
        when: "When is the citizens' office open?",
        long: "I am moving\nand need:\n\n  1. a new registration\n  2. a number plate\n\n" + "There is more that I do not know of yet. ".repeat(26),
        notice: "No language model can be reached: the answer quotes the documents.",
        problem: { code: "rate-limited", title: "Too many requests at once", detail: "Many questions came from your address in a short time.", retryable: true, retryAfter: 600 },
        broken: { code: "internal", title: "Something went wrong on our side", detail: "", retryable: false, retryAfter: null, requestId: "7Qm2-Zr0c" },
    },
}

let count = 0

export function turnOf(given) {
    count += 1
    return Object.freeze({
        key: `k${count}`, id: `t${count}`, question: "?", askedAt: "2026-03-04T10:31:00Z", state: "done", since: Date.now(), phase: null, text: "",
        generation: 0, sources: [], notices: [], problem: null, cached: false, answeredAt: null, continues: null, repeats: null, feedback: null,
        usage: null, rung: "stream", isStopping: false, ...given,
    }) // prettier: one turn
}

/** Every state there is, in a language. */
export function statesOfATurn(language, now) {
    const { q, when, long, notice, problem, broken } = SAID[language]
    const ago = (seconds) => now - seconds * 1000
    const runs = (state, given = {}) => turnOf({ question: q, state, since: ago(12), ...given })
    const ended = (state, given = {}) => turnOf({ question: when, state, since: ago(60), text: SHORT, sources: SOURCES.slice(0, 1), ...given })
    return [
        turnOf({ question: q, text: LONG, sources: SOURCES, feedback: { rating: "up" } }),
        ended("done", { cached: true, answeredAt: "2026-02-27T08:05:00Z", question: long }),
        ended("done", { notices: [{ code: "quoting", text: notice }], repeats: "t1" }),
        runs("sending", { id: null, since: now }),
        runs("waiting"),
        runs("waiting", { phase: "queued", since: ago(75) }),
        runs("waiting", { phase: "retrieving" }),
        runs("waiting", { phase: "retrying", sources: SOURCES.slice(0, 2) }),
        runs("thinking", { phase: "thinking", sources: SOURCES.slice(0, 2) }),
        runs("writing", { text: SHORT.slice(0, 90), sources: SOURCES.slice(0, 1) }),
        runs("stalled", { text: SHORT.slice(0, 90) }),
        runs("resuming", { text: SHORT.slice(0, 90) }),
        runs("polling", { text: SHORT.slice(0, 90), rung: "poll" }),
        runs("offline", { text: SHORT.slice(0, 90) }),
        runs("writing", { text: SHORT.slice(0, 90), isStopping: true }),
        ended("stopped"),
        ended("stopped", { text: "", sources: [] }),
        ended("interrupted"),
        ended("length", { continues: "t2" }),
        ended("refused", { text: "" }),
        ended("filtered"),
        ended("failed", { id: null, text: "", sources: [], problem: { ...problem, code: "offline", title: "", detail: "", retryAfter: null } }),
        ended("failed", { id: null, text: "", sources: [], problem, since: now }),
        ended("failed", { problem: { code: "upstream-cut", title: "", detail: "", retryable: true, retryAfter: null } }),
        ended("failed", { text: "", sources: [], problem: broken }),
        ended("done", { text: "", sources: [] }),
    ]
}

/** A long conversation, as it is read from the server. */
export function manyTurns(number) {
    return Array.from({ length: number }, (_, index) => {
        const id = `many${index}`
        const text = index % 7 === 0 ? LONG : `${SHORT}\n\n`.repeat(1 + index % 5)
        return turnOf({ key: id, id, question: `${index + 1}. ${SAID.de.q}`, text, sources: SOURCES.slice(0, index % 4) })
    })
}
