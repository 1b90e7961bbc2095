import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { test } from "node:test"
import { debugEnglish } from "../../Web/debug/debug-english.js"
import { debugGerman } from "../../Web/debug/debug-german.js"
import { debugWords } from "../../Web/debug/debug-words.js"
import { findingSentence, findingTone } from "../../Web/debug/finding-words.js"
import { FINDINGS } from "../../Web/debug/redacted-check.js"

const folder = new URL("../../Web/debug/", import.meta.url)
const sources = readdirSync(folder).filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n")
const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

test("German and English say the same things, with the same places", () => {
    assert.deepEqual(Object.keys(debugGerman), Object.keys(debugEnglish))
    for (const [key, text] of Object.entries(debugGerman)) {
        assert.deepEqual(places(text), places(debugEnglish[key]), key)
    }
})

test("what is said in the sources has words", () => {
    for (const [, key] of sources.matchAll(/\bsay\(\s*"([a-z.-]+)"/g)) assert.ok(key in debugGerman, key)
})

test("every step of the timeline and every state of a turn has words", () => {
    const steps = [...sources.matchAll(/#push\(\s*"([a-z-]+)"/g)].map(([, step]) => step)
    assert.ok(steps.length > 4)
    const breaks = ["cut", "mute", "stall", "slept", "headless", "unreachable", "foreign", "unavailable"]
    for (const step of [...steps, ...breaks, "connect", "resume", "reread", "server", "event", "sources"]) {
        assert.ok(`step.${step}` in debugGerman, step)
    }
})

test("every finding is a sentence in both languages", () => {
    for (const code of FINDINGS) {
        for (const language of ["de", "en"]) {
            const text = findingSentence({ code, ms: 60_000, bytes: 4096, count: 502, name: "gzip" }, language)
            assert.match(text, /^[A-ZÄÖÜ].*\.$/, code)
            assert.doesNotMatch(text, /undefined|null|NaN|\{/, code)
        }
        assert.ok(["good", "plain", "warning", "bad"].includes(findingTone({ code })))
    }
})

test("times and sizes are said as people say them", () => {
    const said = (finding) => findingSentence(finding, "de")
    assert.match(said({ code: "cuts-after", ms: 60_000 }), /nach 60 Sekunden/)
    assert.match(said({ code: "buffers-whole", ms: 4_650 }), /bis zu 4,7 Sekunden/)
    assert.match(said({ code: "idle-limit", ms: 1_000 }), /1 Sekunde lang/)
    assert.match(said({ code: "buffers-blocks", bytes: 4182 }), /4,1 Kilobyte/)
    assert.match(said({ code: "buffers-blocks", bytes: 500 }), /500 Zeichen/)
})

test("a key without words is given back, so that it is seen", () => {
    assert.equal(debugWords("de")("step.invented"), "step.invented")
})
