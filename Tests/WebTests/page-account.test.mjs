import assert from "node:assert/strict"
import { test } from "node:test"
import { PageAccount } from "../../Web/chat/page-account.js"
import { ConversationShelf } from "../../Web/chat/page-shelf.js"
import { ProblemError } from "../../Web/client/problem-error.js"
import { ManualClock, settled } from "./page-clock.mjs"

/** Somebody who is logged in, with a list, at a server that answers a deletion when a test says so. */
function makeLoggedIn() {
    const asked = []
    const deletions = []
    const problems = []
    const conversations = ["a", "b"].map((id) => ({
        id,
        title: id,
        pinned: false,
        archived: false,
        updatedAt: "2026-03-01",
    }))
    const api = {
        base: "",
        conversations: async () => ({ conversations }),
        remove(id) {
            asked.push(`delete ${id}`)
            return new Promise((resolve, reject) => deletions.push({ resolve, reject }))
        },
        async logOut() {
            asked.push("log out")
        },
    }
    const onProblem = ({ code }) => problems.push(code)
    const shelf = new ConversationShelf({ api, world: new ManualClock(), onChange: () => {}, onProblem })
    const account = new PageAccount({
        api,
        words: { text: (key) => key },
        onLeave: () => shelf.confirmAll(),
        onChange: (message, hasLeft) => asked.push(`changed ${message} ${hasLeft}`),
        onProblem,
    })
    return { shelf, account, asked, deletions, problems }
}

test("Who logs out is logged in until what they have deleted is answered", async () => {
    const { shelf, account, asked, deletions, problems } = makeLoggedIn()
    await shelf.load()
    shelf.remove("a")
    shelf.remove("b")
    const out = account.logOut()
    await settled()
    assert.deepEqual(asked, ["delete a", "delete b"])
    deletions[1].resolve()
    await settled()
    assert.equal(asked.length, 2)
    deletions[0].resolve()
    await out
    assert.deepEqual(asked.slice(2), ["log out", "changed login.out.done true"])
    assert.deepEqual(problems, [])
})

test("A deletion that fails is told, and keeps nobody logged in", async () => {
    const { shelf, account, asked, deletions, problems } = makeLoggedIn()
    await shelf.load()
    shelf.remove("a")
    const out = account.logOut()
    await settled()
    deletions[0].reject(new ProblemError({ code: "offline", retryable: true }))
    await out
    assert.deepEqual(problems, ["offline"])
    assert.equal(asked[1], "log out")
})

test("Who has deleted nothing is logged out at once", () => {
    const { account, asked } = makeLoggedIn()
    return account.logOut().then(() => assert.deepEqual(asked, ["log out", "changed login.out.done true"]))
})
