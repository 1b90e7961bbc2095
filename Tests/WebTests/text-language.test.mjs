import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { GrowingLanguage } from "../../Web/words/growing-language.js"
import { textLanguage } from "../../Web/words/text-language.js"

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8")

test("a text is marked as German or English where that is certain, as on the server", () => {
    for (
        const [text, language] of [
            ["Wie kann ich mein Auto anmelden?", "de"],
            ["How do I register my car?", "en"],
            ["Was heißt “proof of residence”?", null],
            ["What is a Meldebescheinigung?", "en"],
            ["Nüfus kaydı için ne gerekli?", null],
            ["Comment déclarer des changements d'adresse dans la ville ?", null],
            ["Führerschein", null],
            ["KFZ", null],
            ["", null],
            ["12345 !!", null],
        ]
    ) assert.equal(textLanguage(text), language, text)
})

test("no question about the county is taken for one in the other language, and most are known", () => {
    const questions = read("Examples/county/questions.jsonl").trim().split("\n").map((line) => JSON.parse(line))
    const seen = questions.map(({ question, language }) => [question, language, textLanguage(question)])
    assert.deepEqual(seen.filter(([, language, told]) => told !== null && told !== language), [])
    const known = seen.filter(([, , told]) => told !== null).length
    assert.ok(known > seen.length * 0.5, `${known} of ${seen.length}`)
})

test("the page tells languages by the words by which the server does", () => {
    const server = read("Sources/Knowledge/Words/StopWords.swift"), page = read("Web/words/text-language.js")
    const ofServer = (name) =>
        new Set(new RegExp(`let ${name}: [^"]*"""([^"]*)"""`).exec(server)[1].trim().split(/\s+/))
    const ofPage = (name) => new RegExp(`${name} = wordSet\\(\`([^\`]*)\``).exec(page)[1].trim().split(/\s+/)
    const german = ofServer("germanMarks"), english = ofServer("englishMarks")
    assert.deepEqual(ofPage("GERMAN_WORDS"), [...german].filter((word) => !english.has(word)))
    assert.deepEqual(ofPage("ENGLISH_WORDS"), [...english].filter((word) => !german.has(word)))
})

test("a long text is known by its beginning, in no time", () => {
    assert.equal(textLanguage("Das ist der Anfang. " + "the ".repeat(2_000_000)), "en")
    assert.equal(textLanguage("Das ist der Anfang. ".repeat(100) + "the ".repeat(2_000_000)), "de")
})

test("a text that grows is looked at ever more seldom, and once more at its end", () => {
    const marks = []
    const element = {
        lang: null,
        getAttribute: () => element.lang,
        setAttribute: (_, value) => marks.push(element.lang = value),
        removeAttribute: () => element.lang = null,
    }
    const language = new GrowingLanguage(element)
    language.grow("Das ist")
    assert.equal(element.lang, null)
    language.grow("Das ist noch nicht alles, was es zu sagen gibt, und es wird noch mehr werden, denn so ist es.")
    assert.equal(element.lang, "de")
    language.grow("this is not what it was, and there is more to come of it: how and why you may know when. ".repeat(1))
    assert.equal(element.lang, "de", "it is not twice as long yet")
    language.settle("What is this, and how?")
    assert.equal(element.lang, "en")
    language.reset()
    assert.equal(element.lang, null)
    assert.deepEqual(marks, ["de", "en"])
})
