import assert from "node:assert/strict"
import { test } from "node:test"
import { hasNewText, problemTitle, secondsToWait, turnActions, turnStateLine } from "../../Web/chat/turn-state.js"
import { dayOfMoment, dayText, momentText, waitText } from "../../Web/chat/turn-times.js"
import { makeTurn } from "../../Web/client/answer-state.js"
import { answerEnglish } from "../../Web/words/answer-english.js"
import { answerGerman } from "../../Web/words/answer-german.js"
import { wordsFor } from "../../Web/words/words.js"

const words = wordsFor("de")
const turn = (given) => makeTurn({ key: "k", id: "t", since: 0, ...given })
const line = (given, now = 0) => turnStateLine(turn(given), now, words)
const limited = { code: "rate-limited", title: "Zu viele Anfragen", detail: "", retryable: true, retryAfter: 7 }

test("while it is not done, an answer always says what it waits for", () => {
    for (const state of ["sending", "waiting", "thinking", "writing", "stalled", "resuming", "polling", "offline"]) {
        const said = line({ state }, 12_000)
        assert.ok(said.text.length > 10 && !said.text.startsWith("turn."), state)
    }
    for (const phase of ["queued", "retrieving", "thinking", "retrying"]) {
        assert.equal(line({ state: "waiting", phase }).text, words.text(`turn.${phase}`))
    }
})

test("and since when, once that is noticed", () => {
    assert.deepEqual(line({ state: "waiting" }, 1_900).more, [])
    assert.deepEqual(line({ state: "waiting" }, 2_000).more, ["seit 2 s"])
    assert.deepEqual(line({ state: "stalled" }, 75_400).more, ["seit 1 min 15 s"])
    assert.ok(line({ state: "waiting" }, 0).isCounting)
    assert.ok(!line({ state: "writing" }, 0).isCounting)
})

test("an answer that is being stopped says so, whatever it did before", () => {
    assert.equal(line({ state: "writing", isStopping: true }).text, words.text("turn.stopping"))
})

test("a complete answer says nothing, one from the cache from when it is", () => {
    assert.equal(line({ state: "done", text: "Ja." }), null)
    assert.match(
        line({ state: "done", text: "Ja.", cached: true, answeredAt: "2026-02-27T12:05:00Z" }).text,
        /27\. Februar 2026/,
    )
    assert.equal(line({ state: "done", text: "" }).text, words.text("turn.empty"))
})

test("what had come is said to be kept only where something had come", () => {
    assert.match(line({ state: "stopped", text: "Ja" }).text, /bleibt stehen/)
    assert.doesNotMatch(line({ state: "stopped" }).text, /bleibt/)
    const cut = { code: "upstream-cut", title: "", detail: "", retryable: true, retryAfter: null }
    assert.ok(line({ state: "failed", text: "Ja", problem: cut }).more.includes(words.text("turn.kept")))
    assert.ok(!line({ state: "failed", problem: cut }).more.includes(words.text("turn.kept")))
})

test("a failure has a title, also where only its code was kept, and says what to do", () => {
    const kept = (code, retryable) =>
        line({ state: "failed", problem: { code, title: "", detail: "", retryable, retryAfter: null } })
    assert.equal(kept("upstream-timeout", true).text, "Die Antwort hat zu lange gedauert.")
    assert.equal(kept("something-new", false).text, "Da ist bei uns etwas schiefgegangen.")
    assert.deepEqual(kept("too-large", false).more, [words.text("remedy.shorten")])
    assert.deepEqual(kept("internal", true).more, [words.text("remedy.again")])
    assert.deepEqual(kept("upstream-malformed", false).more, [words.text("remedy.tell")])
})

test("where there is a time to wait, it is counted down to nothing", () => {
    const failed = turn({ state: "failed", problem: limited, since: 1_000 })
    assert.equal(secondsToWait(failed, 1_000), 7)
    assert.equal(secondsToWait(failed, 1_001), 7)
    assert.equal(secondsToWait(failed, 7_500), 1)
    assert.equal(secondsToWait(failed, 8_000), 0)
    assert.ok(turnStateLine(failed, 7_500, words).isCounting)
    assert.ok(!turnStateLine(failed, 8_000, words).isCounting)
})

test("what can be done depends on how it ended", () => {
    const actions = (given) => turnActions(turn(given)).join(" ")
    assert.equal(actions({ state: "writing", text: "Ja" }), "")
    assert.equal(actions({ state: "done", text: "Ja" }), "again copy rate")
    assert.equal(actions({ state: "interrupted", text: "Ja" }), "continue again copy rate")
    assert.equal(actions({ state: "length", text: "Ja" }), "continue again copy rate")
    assert.equal(actions({ state: "stopped" }), "again")
    assert.equal(actions({ state: "failed", text: "Ja", problem: limited }), "continue ask copy rate")
    assert.equal(actions({ state: "failed", problem: limited }), "ask")
    assert.equal(actions({ state: "failed", id: null, problem: limited }), "send")
})

test("both languages have the same words, and every code of the wire has a title", async () => {
    assert.deepEqual(Object.keys(answerEnglish).sort(), Object.keys(answerGerman).sort())
    const { readFile } = await import("node:fs/promises")
    const protocol = await readFile(new URL("../../docs/protocol.md", import.meta.url), "utf8")
    const codes = [...protocol.matchAll(/<a id="([a-z-]+)"><\/a>/g)].map(([, code]) => code)
    assert.ok(codes.length > 20)
    assert.deepEqual(codes.filter((code) => !answerGerman[`problem.${code}`]), [])
})

test("what was found on this side of the network has words and a remedy, too", () => {
    for (const code of ["offline", "unexpected-answer"]) {
        const problem = { code, title: "", detail: "", retryable: true, retryAfter: null }
        for (const [language, phrases] of [["de", answerGerman], ["en", answerEnglish]]) {
            const { text, more } = turnStateLine(turn({ state: "failed", problem }), 0, wordsFor(language), false)
            assert.ok(text.includes(phrases[`problem.${code}`]), text)
            assert.ok(more.includes(phrases["remedy.online"]), more.join())
        }
    }
})

test("where there is a network and nobody answers, it is the service that cannot be reached", () => {
    const problem = { code: "offline", title: "", detail: "", retryable: true, retryAfter: null }
    assert.equal(problemTitle(problem, words, true), "Der Dienst ist nicht erreichbar")
    assert.equal(problemTitle(problem, words, false), "Keine Verbindung zum Netz")
    const { text, more } = turnStateLine(turn({ state: "failed", problem }), 0, words, true)
    assert.deepEqual([text, more], ["Der Dienst ist nicht erreichbar.", [words.text("remedy.send-later")]])
})

test("a question that nobody answers says so after three seconds, and for how long", () => {
    const unanswered = { state: "sending", phase: "unreachable", id: null }
    assert.equal(line(unanswered, 2_999).text, words.text("turn.sending"))
    const { text, more, tone } = line(unanswered, 3_000)
    assert.deepEqual([text, more, tone], [words.text("turn.unreachable"), ["seit 3 s"], "trouble"])
})

test("only text is news: neither a rating nor how an answer ends is", () => {
    const before = turn({ text: "Ja" })
    assert.equal(hasNewText(before, turn({ text: "Ja", feedback: { rating: "up" } })), false)
    assert.equal(hasNewText(before, turn({ text: "Ja", state: "done" })), false)
    assert.equal(hasNewText(before, turn({ text: "Ja." })), true)
    assert.equal(hasNewText(before, turn({ key: "l" })), false)
    assert.equal(hasNewText(before, turn({ key: "l", text: "Nein" })), true)
    assert.equal(hasNewText(before, undefined), false)
})

test("times are written as people write them", () => {
    assert.equal(dayOfMoment("2026-12-28T08:05:00Z", "en", "medium", "UTC"), "28 Dec 2026")
    assert.equal(dayOfMoment("2026-12-28T08:05:00Z", "en", "long", "UTC"), "28 December 2026")
    assert.equal(dayOfMoment("2026-12-28T23:05:00Z", "de", "long", "Europe/Berlin"), "29. Dezember 2026")
    assert.equal(momentText("2026-02-27T08:05:00Z", "de", "UTC"), "27. Februar 2026 um 08:05")
    assert.equal(momentText("yesterday", "de"), "yesterday")
    assert.equal(dayText("2026-01-01", "en"), "1 January 2026")
    assert.equal(dayText("soon", "en"), "soon")
    assert.equal(waitText(89), "89 s")
    assert.equal(waitText(90), "2 min")
})
