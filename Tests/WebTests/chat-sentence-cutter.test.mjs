import assert from "node:assert/strict"
import { test } from "node:test"
import { SentenceCutter } from "../../Web/chat/sentence-cutter.js"
import { spokenText } from "../../Web/chat/spoken-text.js"

const names = { codeName: "Code", tableName: "Table" }

function cut(text, size = text.length) {
    const cutter = new SentenceCutter()
    const sentences = []
    for (let start = 0; start < text.length; start += size) {
        sentences.push(...cutter.append(text.slice(start, start + size)))
    }
    return [...sentences, ...cutter.finish()]
}

const cases = [
    ["two sentences", "Moin! Was kann ich tun?", ["Moin!", "Was kann ich tun?"]],
    ["German short forms end nothing", "Bringen Sie z. B. den Pass mit, d. h. das Original. Danke.", [
        "Bringen Sie z. B. den Pass mit, d. h. das Original.",
        "Danke.",
    ]],
    ["Nr. and numbers", "Zimmer Nr. 12 ist im 3. Stock. Es kostet ca. 37.50 Euro. Gut.", [
        "Zimmer Nr. 12 ist im 3. Stock.",
        "Es kostet ca. 37.50 Euro.",
        "Gut.",
    ]],
    ["dates", "Das gilt ab dem 12. Mai 2026. Vorher galt die Regel vom 1. Januar 2025.", [
        "Das gilt ab dem 12. Mai 2026.",
        "Vorher galt die Regel vom 1. Januar 2025.",
    ]],
    ["numeric dates", "Am 01.02.2026. Oder am 3. 4. 2026 um 8.30 Uhr.", [
        "Am 01.02.2026.",
        "Oder am 3. 4. 2026 um 8.30 Uhr.",
    ]],
    ["addresses", "Siehe https://kreis.example/a.b?c=1. Oder www.kreis.example. Gut.", [
        "Siehe https://kreis.example/a.b?c=1.",
        "Oder www.kreis.example.",
        "Gut.",
    ]],
    ["English titles and e.g.", "Ask Dr. Smith, e.g. by phone. He works for No. 10. He knows.", [
        "Ask Dr. Smith, e.g. by phone.",
        "He works for No. 10. He knows.",
    ]],
    ["no. as an answer", "Is it free? No. You pay.", ["Is it free?", "No.", "You pay."]],
    ["a list that goes on", "Ausweis, Pass usw. Danach zahlen Sie usw. und so fort.", [
        "Ausweis, Pass usw.",
        "Danach zahlen Sie usw. und so fort.",
    ]],
    ["quotes and marks close with their sentence", "Er sagte: „Nein.“ Sie ging. **Wichtig!** Ja (so.) Gut.", [
        "Er sagte: „Nein.“",
        "Sie ging.",
        "**Wichtig!**",
        "Ja (so.)",
        "Gut.",
    ]],
    [
        "headings, items and paragraphs end without a full stop",
        "## Unterlagen\n\nSie brauchen:\n- Ausweis\n- Pass\n\nFertig",
        [
            "## Unterlagen",
            "Sie brauchen:",
            "- Ausweis",
            "- Pass",
            "Fertig",
        ],
    ],
    ["numbered items", "1. Kommen\n2. Zahlen\n10. Gehen", ["1. Kommen", "2. Zahlen", "10. Gehen"]],
    ["code is one thing", "So:\n```sh\nls. Now\ncd ..\n\nx\n```\nUnd dann. Ende.", [
        "So:",
        "```",
        "Und dann.",
        "Ende.",
    ]],
    ["a table is one thing", "| a | b |\n|---|---|\n| 1. Mai | x. Y |\n\nDanach.", [
        "| a | b |\n|---|---|\n| 1. Mai | x. Y |",
        "Danach.",
    ]],
    ["three dots", "Moment… Gleich ... dann. So.", ["Moment…", "Gleich ... dann.", "So."]],
    ["nothing", "  \n\n ", []],
]

for (const [name, text, sentences] of cases) {
    test(`sentences: ${name}`, () => assert.deepEqual(cut(text), sentences))
    test(`sentences: ${name}, however it is cut`, () => {
        for (let size = 1; size < 12; size += 1) assert.deepEqual(cut(text, size), sentences, `pieces of ${size}`)
    })
}

test("a sentence comes as soon as the next one has begun, and not before", () => {
    const cutter = new SentenceCutter()
    assert.deepEqual(cutter.append("Das kostet 37."), [])
    assert.deepEqual(cutter.append("50 Euro."), [])
    assert.deepEqual(cutter.append(" "), [])
    assert.deepEqual(cutter.append("B"), ["Das kostet 37.50 Euro."])
})

test("an item comes as soon as the next one has begun", () => {
    const cutter = new SentenceCutter()
    assert.deepEqual(cutter.append("- Ausweis\n"), [])
    assert.deepEqual(cutter.append("- P"), ["- Ausweis"])
})

test("what is read out has no marks", () => {
    const spoken = (text) => spokenText(text, names)
    assert.equal(spoken("## Die **Gebühr** [1]"), "Die Gebühr")
    assert.equal(
        spoken("- [x] Der *Pass* kostet `37,50 €`, siehe [Liste](https://kreis.example/a_b_c)[2]."),
        "Der Pass kostet 37,50 €, siehe Liste.",
    )
    assert.equal(spoken("> snake_case_name und 2 * 3 * 4"), "snake_case_name und 2 * 3 * 4")
    assert.equal(spoken("1\\. Zeile\nzweite"), "1. Zeile zweite")
    assert.equal(spoken("```"), "Code")
    assert.equal(spoken("| Was | Wie viel |\n|---|--:|\n| Pass | **37 €** |"), "Table: Was, Wie viel; Pass, 37 €")
    assert.equal(spoken("---"), "")
})

test("a long block of code costs no more than its length", () => {
    const cutter = new SentenceCutter()
    cutter.append("```\n")
    const start = performance.now()
    for (let line = 0; line < 100_000; line += 1) cutter.append("let x = 1 // a line of it. And more\n")
    assert.deepEqual(cutter.append("```\nGut. "), [])
    assert.deepEqual(cutter.finish(), ["Gut."])
    assert.ok(performance.now() - start < 2_000)
})
