import assert from "node:assert/strict"
import { test } from "node:test"
import { ConversationShelf } from "../../Web/chat/page-shelf.js"
import { ProblemError } from "../../Web/client/problem-error.js"
import { ManualClock, settled } from "./page-clock.mjs"

function listed(id, day, rest = {}) {
    return {
        id,
        title: id,
        pinned: false,
        archived: false,
        updatedAt: `2026-03-${String(day).padStart(2, "0")}T10:00:00Z`,
        ...rest,
    }
}

/** A shelf with a server that has these pages, and remembers what it was asked. */
function makeShelf(pages = { first: [listed("a", 1), listed("b", 3), listed("c", 2, { pinned: true })] }) {
    const asked = []
    const problems = []
    const clock = new ManualClock()
    const sent = []
    const world = {
        ...clock,
        now: clock.now,
        fetch: (...call) => (sent.push(call), Promise.resolve(new Response(null, { status: 204 }))),
    }
    const api = {
        base: "",
        refusal: null,
        answer(...call) {
            asked.push(call)
            if (this.refusal) throw this.refusal
        },
        async conversations({ q, archived, cursor }) {
            this.answer("list", q, archived, cursor)
            if (cursor) return { conversations: pages.second }
            return { conversations: pages.first, next: pages.second ? "second" : undefined }
        },
        async change(id, change) {
            this.answer("change", id, change)
            return { ...pages.first.find((one) => one.id === id), ...change }
        },
        async remove(id) {
            this.answer("remove", id)
        },
    }
    const shelf = new ConversationShelf({
        api,
        world,
        onChange: () => {},
        onProblem: (problem) => problems.push(problem.code),
    })
    return { shelf, api, asked, problems, clock, sent, ids: () => shelf.conversations.map(({ id }) => id) }
}

test("Pinned conversations come first, then the newest", async () => {
    const { shelf, ids } = makeShelf()
    await shelf.load()
    assert.deepEqual(ids(), ["c", "b", "a"])
    assert.equal(shelf.state, "ready")
})

test("More are added behind, and none twice", async () => {
    const { shelf, ids } = makeShelf({
        first: [listed("b", 3), listed("a", 2)],
        second: [listed("a", 2), listed("z", 1)],
    })
    await shelf.load()
    assert.equal(shelf.hasMore, true)
    await shelf.loadMore()
    assert.deepEqual(ids(), ["b", "a", "z"])
    assert.equal(shelf.hasMore, false)
})

test("A search waits until the typing pauses, and asks once", async () => {
    const { shelf, asked, clock } = makeShelf()
    for (const q of ["K", "Kf", "Kfz "]) {
        shelf.search(q)
        clock.advance(200)
    }
    assert.deepEqual(asked, [])
    clock.advance(50)
    await settled()
    assert.deepEqual(asked, [["list", "Kfz", false, null]])
})

test("An answer that a newer search has overtaken is not shown", async () => {
    const { shelf, api, ids } = makeShelf()
    const answers = []
    api.conversations = () => new Promise((resolve) => answers.push(resolve))
    const old = shelf.load()
    const recent = shelf.load()
    answers[1]({ conversations: [listed("new", 2)] })
    answers[0]({ conversations: [listed("old", 1)] })
    await Promise.all([old, recent])
    assert.deepEqual(ids(), ["new"])
})

test("A list that cannot be had says so, and keeps what was shown", async () => {
    const { shelf, api, ids } = makeShelf()
    await shelf.load()
    api.refusal = new ProblemError({ code: "unauthorized" }, { status: 401 })
    await shelf.load()
    assert.deepEqual([shelf.state, shelf.problem.code, ids().length], ["failed", "unauthorized", 3])
})

test("A list that the network is in the way of is asked for until it is there, and says so meanwhile", async () => {
    const { shelf, api, asked, clock, ids } = makeShelf()
    api.refusal = new ProblemError({ code: "offline", retryable: true })
    const loading = shelf.load()
    await settled()
    assert.deepEqual([shelf.state, shelf.problem.code, asked.length], ["failed", "offline", 1])
    clock.advance(500)
    await settled()
    clock.advance(999)
    await settled()
    assert.deepEqual([shelf.state, asked.length], ["failed", 2], "ever less often")
    clock.tellNews()
    await settled()
    assert.equal(asked.length, 3, "at once when the network is back")
    api.refusal = null
    clock.advance(2_000)
    await loading
    assert.deepEqual([shelf.state, shelf.problem, ids()], ["ready", null, ["c", "b", "a"]])
    clock.advance(600_000)
    assert.equal(asked.length, 4)
})

test("A list that is looked for elsewhere, or is another person's, is not asked for any more", async () => {
    for (const leave of [(shelf) => shelf.clear(), (shelf) => shelf.load()]) {
        const { shelf, api, asked, clock } = makeShelf()
        api.refusal = new ProblemError({ code: "offline", retryable: true })
        void shelf.load()
        await settled()
        api.refusal = null
        leave(shelf)
        await settled()
        const count = asked.length
        clock.advance(60_000)
        await settled()
        assert.equal(asked.length, count)
    }
})

test("Whoever waits for a list waits for the one that takes its place", async () => {
    const { shelf, api, ids } = makeShelf()
    api.refusal = new ProblemError({ code: "offline", retryable: true })
    const first = shelf.load()
    await settled()
    api.refusal = null
    await Promise.all([first.then(() => assert.equal(ids().length, 3)), shelf.load()])
})

test("A new title shows at once, and goes back when it is refused", async () => {
    const { shelf, api, problems } = makeShelf()
    await shelf.load()
    api.refusal = new ProblemError({ code: "storage-unavailable", retryable: true })
    const change = shelf.change("a", { title: "Neu" })
    assert.equal(shelf.conversations.at(-1).title, "Neu")
    assert.equal(await change, null)
    assert.equal(shelf.conversations.at(-1).title, "a")
    assert.deepEqual(problems, ["storage-unavailable"])
})

/** Lets each change be answered when a test says so: with what the server has stored then, or with a refusal. */
function changesByHand(api, stored) {
    const changes = []
    api.change = (id, change) =>
        new Promise((resolve, reject) => {
            const accept = () => resolve({ ...Object.assign(stored.find((one) => one.id === id), change) })
            const refuse = () => reject(new ProblemError({ code: "storage-unavailable", retryable: true }))
            changes.push({ accept, refuse })
        })
    return changes
}

test("A change that is refused takes back nothing but itself", async () => {
    const { shelf, api, problems } = makeShelf()
    await shelf.load()
    const changes = changesByHand(api, [listed("a", 1), listed("b", 3)])
    const pin = shelf.change("a", { pinned: true })
    const done = [shelf.change("b", { title: "Neu" }), shelf.change("a", { title: "Auch neu" })]
    shelf.put({ ...listed("d", 4), title: "Hinzugekommen" })
    changes[1].accept()
    changes[2].accept()
    await Promise.all(done)
    assert.equal(shelf.conversations.find(({ id }) => id === "a").pinned, true, "until it is refused it is shown")
    changes[0].refuse()
    assert.equal(await pin, null)
    const shown = shelf.conversations.map(({ id, title, pinned }) => [id, title, pinned])
    assert.deepEqual(shown, [["c", "c", true], ["d", "Hinzugekommen", false], ["b", "Neu", false], [
        "a",
        "Auch neu",
        false,
    ]])
    assert.deepEqual(problems, ["storage-unavailable"])
})

test("Of two changes of one title, the last that was not refused is shown", async () => {
    for (
        const [first, second, title] of [["refuse", "accept", "Zwei"], ["accept", "refuse", "Eins"], [
            "refuse",
            "refuse",
            "a",
        ]]
    ) {
        const { shelf, api } = makeShelf()
        await shelf.load()
        const changes = changesByHand(api, [listed("a", 1)])
        const both = [shelf.change("a", { title: "Eins" }), shelf.change("a", { title: "Zwei" })]
        changes[0][first]()
        await both[0]
        assert.equal(shelf.conversations.at(-1).title, "Zwei")
        changes[1][second]()
        await both[1]
        assert.equal(shelf.conversations.at(-1).title, title)
    }
})

test("A conversation that could not be archived is in the list again", async () => {
    const { shelf, api, ids } = makeShelf()
    await shelf.load()
    const changes = changesByHand(api, [])
    const archived = shelf.change("a", { archived: true })
    assert.deepEqual(ids(), ["c", "b"])
    shelf.leave()
    changes[0].refuse()
    await archived
    assert.deepEqual(ids(), ["c", "b", "a"])
})

test("An archived conversation leaves the list of current ones, and comes back", async () => {
    const { shelf, ids } = makeShelf()
    await shelf.load()
    await shelf.change("a", { archived: true })
    assert.deepEqual(ids(), ["c", "b"])
    await shelf.change("a", { archived: false })
    assert.deepEqual(ids(), ["c", "b", "a"])
})

test("A deletion is sent when it is confirmed, and not before", async () => {
    const { shelf, asked, ids } = makeShelf()
    await shelf.load()
    shelf.remove("a")
    assert.deepEqual(ids(), ["c", "b"])
    assert.equal(asked.length, 1)
    await shelf.confirm("a")
    assert.deepEqual(asked.at(-1), ["remove", "a"])
    assert.deepEqual(ids(), ["c", "b"])
})

test("A deletion that is undone is never sent", async () => {
    const { shelf, asked, ids } = makeShelf()
    await shelf.load()
    shelf.remove("a")
    shelf.undo("a")
    await shelf.confirm("a")
    shelf.leave()
    assert.equal(asked.length, 1)
    assert.deepEqual(ids(), ["c", "b", "a"])
})

test("Whoever leaves before the time is up has deleted, by a request that outlives the page", async () => {
    const { shelf, sent, ids } = makeShelf()
    await shelf.load()
    shelf.remove("a")
    shelf.leave()
    assert.deepEqual(sent, [["/api/conversations/a", { method: "DELETE", keepalive: true }]])
    assert.deepEqual(ids(), ["c", "b"], "also when the browser brings the page back")
})

test("A deletion that fails puts the conversation back and says why", async () => {
    const { shelf, api, problems, ids } = makeShelf()
    await shelf.load()
    shelf.remove("a")
    api.refusal = new ProblemError({ code: "offline", retryable: true })
    await shelf.confirm("a")
    assert.deepEqual(ids(), ["c", "b", "a"])
    assert.deepEqual(problems, ["offline"])
})

test("What another tab has deleted already is deleted", async () => {
    const { shelf, api, problems, ids } = makeShelf()
    await shelf.load()
    shelf.remove("a")
    api.refusal = new ProblemError({ code: "not-found" }, { status: 404 })
    await shelf.confirm("a")
    assert.deepEqual(ids(), ["c", "b"])
    assert.deepEqual(problems, [])
})

test("A conversation begun here is in the list before the server lists it", async () => {
    const { shelf, ids, clock } = makeShelf()
    await shelf.load()
    clock.advance(Date.parse("2026-03-04T00:00:00Z"))
    shelf.put({ id: "new", title: "Neu", pinned: false, archived: false })
    assert.deepEqual(ids(), ["c", "new", "b", "a"])
})

test("The end of an answer, or one in an unknown conversation, reads the list anew", async () => {
    const { shelf, asked } = makeShelf()
    await shelf.load()
    shelf.setRunning(["a"])
    assert.equal(asked.length, 1)
    shelf.setRunning([])
    assert.equal(asked.length, 2)
    await settled()
    shelf.setRunning(["elsewhere"])
    assert.equal(asked.length, 3)
})

test("Of another person's list nothing is left, nor comes late", async () => {
    const { shelf, api, ids } = makeShelf()
    await shelf.load()
    let answer
    api.conversations = () => new Promise((resolve) => (answer = resolve))
    const late = shelf.load()
    shelf.clear()
    answer({ conversations: [listed("theirs", 1)] })
    await late
    assert.deepEqual([ids(), shelf.hasMore, shelf.state], [[], false, "loading"])
})

test("What was changed in another person's list does not come into the next one, changed or not", async () => {
    for (const answer of ["accept", "refuse"]) {
        const { shelf, api, ids } = makeShelf()
        await shelf.load()
        const changes = changesByHand(api, [listed("a", 1)])
        const change = shelf.change("a", { title: "Neu" })
        shelf.clear()
        changes[0][answer]()
        await change
        assert.deepEqual(ids(), [])
    }
})
