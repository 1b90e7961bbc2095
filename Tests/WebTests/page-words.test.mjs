import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { test } from "node:test"
import { answerEnglish } from "../../Web/words/answer-english.js"
import { answerGerman } from "../../Web/words/answer-german.js"
import { pageEnglish } from "../../Web/words/page-english.js"
import { pageGerman } from "../../Web/words/page-german.js"
import { wordsFor } from "../../Web/words/words.js"

const folder = new URL("../../Web/chat/", import.meta.url)
const sources = readdirSync(folder).filter((name) => name.endsWith(".js"))
    .map((name) => ({ name, source: readFileSync(new URL(name, folder), "utf8") }))
const german = { ...pageGerman, ...answerGerman }
const KEY = /"([a-z]+\.[a-zA-Z0-9.-]+)"/g
/** What is put together while the page runs: the beginning of a key. */
const MADE = /`([a-z]+\.[a-zA-Z0-9.-]*)\$\{/g

const used = new Set(sources.flatMap(({ source }) => [...source.matchAll(KEY)].map(([, key]) => key)))
const made = sources.flatMap(({ source }) => [...source.matchAll(MADE)].map(([, start]) => start))

function placesIn(phrase) {
    return [...phrase.toString().matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
}

test("German and English say the same things", () => {
    assert.deepEqual(Object.keys(pageEnglish).sort(), Object.keys(pageGerman).sort())
    assert.deepEqual(Object.keys(answerEnglish).sort(), Object.keys(answerGerman).sort())
})

test("No key belongs to both the page and the answers", () => {
    assert.deepEqual(Object.keys(pageGerman).filter((key) => key in answerGerman), [])
})

test("Sentences of both languages have the same places", () => {
    for (const [key, phrase] of Object.entries({ ...pageGerman, ...answerGerman })) {
        const other = pageEnglish[key] ?? answerEnglish[key]
        assert.equal(typeof phrase, typeof other, key)
        if (typeof phrase === "string") assert.deepEqual(placesIn(phrase), placesIn(other), key)
    }
})

test("Every key that the page uses has words", () => {
    const parts = new Set(Object.keys(german).map((key) => key.split(".")[0]))
    const missing = [...used].filter((key) => parts.has(key.split(".")[0]) && !(key in german))
    assert.deepEqual(missing, [])
})

test("Everything the page can say is said somewhere", () => {
    const isUsed = (key) => used.has(key) || made.some((start) => key.startsWith(start))
    assert.deepEqual(Object.keys(pageGerman).filter((key) => !isUsed(key)), [])
})

test("Places are filled, and one without a value stays to be seen", () => {
    const { text } = wordsFor("de-CH")
    assert.equal(
        text("page.problem", { title: "Das gibt es hier nicht" }),
        "Das hat nicht geklappt: Das gibt es hier nicht",
    )
    assert.equal(text("page.problem"), "Das hat nicht geklappt: {title}")
    assert.equal(text("there.is-none"), "there.is-none")
})

test("English is for English, German for everybody else", () => {
    assert.equal(wordsFor("en-GB").language, "en")
    assert.equal(wordsFor("").language, "de")
    assert.equal(
        wordsFor("en").text("welcome.kept", { days: 1 }),
        "Conversations are deleted one day after the last question.",
    )
})
