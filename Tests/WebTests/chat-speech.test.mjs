import assert from "node:assert/strict"
import { test } from "node:test"
import { SpokenTurn } from "../../Web/chat/spoken-turn.js"
import { SpokenTurns } from "../../Web/chat/spoken-turns.js"
import { makeTurn } from "../../Web/client/answer-state.js"
import { wordsFor } from "../../Web/words/words.js"

const words = wordsFor("de")
const turn = (given) => makeTurn({ key: "k", id: "t", since: 0, state: "writing", ...given })
const TEXT = "# Pass\n\nEr kostet **37,50 €** [1]. Bringen Sie z. B. ein Foto mit.\n\n- Foto\n- Geld\n"

function listen(mode, states) {
    const spoken = new SpokenTurn(words, mode)
    return states.map((given) => spoken.read(turn(given)).map(({ text }) => text))
}

test("sentences are read out as they are whole, between a beginning and an end", () => {
    const states = []
    for (let length = 0; length <= TEXT.length; length += 1) states.push({ text: TEXT.slice(0, length) })
    const said = listen("sentences", [...states, { text: TEXT, state: "done" }])
    assert.deepEqual(said.flat(), [
        "Die Antwort beginnt.",
        "Pass",
        "Er kostet 37,50 €.",
        "Bringen Sie z. B. ein Foto mit.",
        "Foto",
        "Geld",
        "Ende der Antwort.",
    ])
    assert.ok(said.filter((some) => some.length > 0).length <= 5 + 2)
})

test("sentences are read out in the answer's language, and what the page says in the page's", () => {
    const spoken = new SpokenTurn(wordsFor("en"), "sentences")
    assert.deepEqual(spoken.read(turn({ text: "Das ist noch nicht alles. ", state: "stopped" })), [
        { text: "The answer begins.", language: null },
        { text: "Das ist noch nicht alles.", language: "de" },
        { text: wordsFor("en").text("speech.stopped"), language: null },
    ])
})

test("who wants only the end hears of the beginning and the end", () => {
    assert.deepEqual(
        listen("end", [{ text: "" }, { text: "Ja. Nein. " }, { text: "Ja. Nein. Gut", state: "done" }]).flat(),
        ["Die Antwort beginnt.", "Die Antwort ist fertig."],
    )
})

test("who wants nothing hears nothing", () => {
    assert.deepEqual(listen("off", [{ text: "Ja. " }, { text: "Ja. ", state: "done" }]).flat(), [])
})

test("every way to end is told, and told once", () => {
    for (const state of ["stopped", "interrupted", "length", "refused", "filtered"]) {
        assert.deepEqual(listen("end", [{ state }, { state }]).flat(), [words.text(`speech.${state}`)])
    }
    const problem = {
        code: "upstream-cut",
        title: "Die Antwort ist abgebrochen",
        detail: "",
        retryable: true,
        retryAfter: null,
    }
    assert.match(
        listen("sentences", [{ text: "Ja" }, { text: "Ja", state: "failed", problem }]).flat().at(-1),
        /^Die Antwort ist abgebrochen: /,
    )
})

test("a second reading of the answer says nothing twice", () => {
    const said = listen("sentences", [
        { text: "Eins ist da. Zwei ist da. D" },
        { text: "Eins ist da. Zwei ", generation: 1 },
        { text: "Eins ist da. Zwei ist da. Drei ist da.", generation: 1 },
        { text: "Eins ist da. Zwei ist da. Drei ist da.", generation: 1, state: "done" },
    ])
    assert.deepEqual(said.flat(), [
        "Die Antwort beginnt.",
        "Eins ist da.",
        "Zwei ist da.",
        "Drei ist da.",
        "Ende der Antwort.",
    ])
})

test("a network that is gone is told once for each time", () => {
    const said = listen("sentences", [{ state: "offline" }, { state: "offline" }, { state: "resuming" }, {
        state: "offline",
    }])
    assert.deepEqual(said.flat(), [words.text("speech.offline"), words.text("speech.offline")])
})

test("answers that had ended before are not read out, and one that was asked here is, however soon it ended", () => {
    const spoken = new SpokenTurns(words, "sentences")
    const stored = turn({ key: "t", text: "Alt. ", state: "done" }),
        asked = turn({ key: "k", text: "Neu. ", state: "done" })
    assert.deepEqual(spoken.read([stored, asked]).map(({ text }) => text), [
        "Die Antwort beginnt.",
        "Neu.",
        "Ende der Antwort.",
    ])
    assert.deepEqual(spoken.read([stored, asked]), [])
})

test("a page that is never closed remembers what is shown, and of what was left only the newest", () => {
    const spoken = new SpokenTurns(words, "sentences")
    const running = turn({ key: "running", text: "Das " })
    spoken.read([running])
    for (let number = 0; number < 1000; number += 1) {
        const shown = Array.from(
            { length: 3 },
            (_, place) => turn({ key: `${number} ${place}`, text: "Ja. ", state: "done" }),
        )
        assert.notEqual(spoken.read(shown).length, 0)
        assert.deepEqual(spoken.read(shown), [])
        if (number !== 10) continue
        const back = spoken.read([{ ...running, text: "Das geht. Und" }])
        assert.deepEqual(back.map(({ text }) => text), ["Das geht."], "it goes on, and does not begin again")
    }
    assert.ok(spoken.size <= 53, String(spoken.size))
})

test("of a long conversation that is come back to, nothing is read out again", () => {
    const spoken = new SpokenTurns(words, "sentences")
    const asked = (place) => turn({ key: `asked ${place}`, text: "Ja. ", state: "done" })
    const long = []
    for (let place = 0; place < 120; place += 1) spoken.read([...long, asked(place)]), long.push(asked(place))
    assert.deepEqual(spoken.read(long), [], "what is shown is not forgotten")
    spoken.read([asked("elsewhere")])
    assert.deepEqual(spoken.read([...long, turn({ key: "running" })]), [])
})
