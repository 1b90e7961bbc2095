import assert from "node:assert/strict"
import { test } from "node:test"
import { ComposerDraft } from "../../Web/chat/composer-draft.js"
import { makeTurn } from "../../Web/client/answer-state.js"
import { ManualClock } from "./page-clock.mjs"

const turn = (given) => makeTurn({ key: "k", since: 0, question: "Was kostet das?", ...given })
const stopped = turn({ state: "stopped" })

/** A field from which a question was sent, in a new conversation. */
function sent() {
    const { storage } = new ManualClock()
    const field = { value: "Was kostet das?" }
    const draft = new ComposerDraft(field, { storage, now: () => 1_000, random: () => 0.5 }, () => {}, () => {})
    draft.goTo(null)
    draft.sent("Was kostet das?")
    draft.follow([turn({})])
    assert.equal(field.value, "")
    return { field, draft, storage }
}

test("A question that was stopped before it had arrived comes back, and stays, also when it had", () => {
    const { field, draft } = sent()
    assert.equal(draft.follow([stopped]), "taken-back")
    assert.equal(field.value, "Was kostet das?")
    assert.equal(draft.follow([turn({ state: "stopped", id: "t" })]), null)
    assert.equal(field.value, "Was kostet das?")
})

test("It stays when the new conversation gets its name only then", () => {
    const { field, draft } = sent()
    draft.follow([stopped])
    draft.goTo("c")
    assert.equal(field.value, "Was kostet das?")
    assert.equal(draft.store.read("c"), "Was kostet das?")
    assert.equal(draft.store.read(null), "")
})

test("What was begun meanwhile is not written over", () => {
    const { field, draft } = sent()
    field.value = "Und"
    draft.edited()
    assert.equal(draft.follow([stopped]), null)
    assert.equal(field.value, "Und")
})

test("It leaves the field when it is sent after all and arrives", () => {
    const { field, draft } = sent()
    draft.follow([stopped])
    draft.follow([turn({})])
    assert.equal(draft.follow([turn({ id: "t", state: "waiting" })]), "arrived")
    assert.equal(field.value, "")
    assert.equal(draft.store.read(null), "")
})
