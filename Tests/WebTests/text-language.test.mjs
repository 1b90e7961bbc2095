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
            ["What is a Meldebescheinigung, and how do I get one?", "en"],
            ["Nüfus kaydı için ne gerekli?", null],
            ["Comment déclarer des changements d'adresse dans la ville ?", null],
            ["Dokumenty należy złożyć do urzędu w ciągu dwóch tygodni. Do wniosku trzeba dołączyć dowód.", null],
            ["I cittadini devono comunicare a tutti i comuni.", null],
            ["Kam mám jít a do kdy to musím podat?", null],
            ["Hvordan kan man melde flytning, og er der mange der skal have det for at få et nyt pas?", null],
            ["Waar kan ik mijn auto aanmelden? Ik heb een nieuwe auto en wil weten wat het kost.", null],
            ["Bringen Sie bitte einen Pass mit, wenn es geht. https://the.example/of/the/new/form/with/this", "de"],
            ["```\nif (this) { do that with the other }\n```\nDas ist nicht alles, und `what the` auch nicht.", "de"],
            ["Führerschein", null],
            ["KFZ", null],
            ["", null],
            ["12345 !!", null],
        ]
    ) assert.equal(textLanguage(text), language, text)
})

test("no question about the county is taken for one in the other language, and about half are known", () => {
    const questions = read("Examples/county/questions.jsonl").trim().split("\n").map((line) => JSON.parse(line))
    const seen = questions.map(({ question, language }) => [question, language, textLanguage(question)])
    assert.deepEqual(seen.filter(([, language, told]) => told !== null && told !== language), [])
    const known = seen.filter(([, , told]) => told !== null).length
    assert.ok(known > seen.length * 0.45, `${known} of ${seen.length}`)
})

test("the page tells languages by the words by which the server does", () => {
    const server = read("Sources/Knowledge/Words/StopWords.swift"), page = read("Web/words/text-language.js")
    const ofServer = (name) =>
        new Set(new RegExp(`let ${name}: [^"]*"""([^"]*)"""`).exec(server)[1].trim().split(/\s+/))
    const ofPage = (name) => new RegExp(`${name} = wordSet\\(\`([^\`]*)\``).exec(page)[1].trim().split(/\s+/)
    const german = ofServer("germanMarks"), english = ofServer("englishMarks")
    const shared = new Set(/let shared = split\("([^"]*)"\)/.exec(server)[1].split(" "))
    const certain = (own, other) => [...own].filter((word) => word.length > 2 && !other.has(word) && !shared.has(word))
    assert.deepEqual(ofPage("GERMAN_WORDS"), certain(german, english))
    assert.deepEqual(ofPage("ENGLISH_WORDS"), certain(english, german))
})

test("a long text is known by its beginning", () => {
    assert.equal(
        textLanguage("Das ist nicht der Anfang. ".repeat(200) + "what is this and that ".repeat(100_000)),
        "de",
    )
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
    const english = "this is not what it was, and there is more to come of it: how and why you may know when. "
    language.grow(english)
    assert.equal(element.lang, "de", "it is not twice as long yet")
    language.grow(english.repeat(3))
    assert.equal(element.lang, "en", "it is twice as long")
    language.settle("Was ist das, und wie wird es nun?")
    assert.equal(element.lang, "de")
    language.reset()
    assert.equal(element.lang, null)
    assert.deepEqual(marks, ["de", "en", "de"])
})
