import assert from "node:assert/strict"
import { test } from "node:test"
import { OpenChats } from "../../Web/chat/page-chats.js"

/** A conversation that is told what it holds, and remembers what became of it. */
class ScriptedChat {
    isClosed = false
    attached = []
    opened = []
    #listeners = []
    #snapshot = { conversation: null, turns: [], running: null, isLoading: false, problem: null, hasEarlier: false }
    conversation = { id: null, set: (conversation) => this.become({ conversation }) }

    subscribe(listener) {
        this.#listeners.push(listener)
    }

    getSnapshot() {
        return this.#snapshot
    }

    async open(id) {
        this.opened.push(id)
        this.conversation.id = id
        if (id !== null) this.become({ conversation: { id, title: id } })
    }

    attach(turn) {
        this.attached.push(turn)
    }

    close() {
        this.isClosed = true
    }

    become(changes) {
        this.#snapshot = { ...this.#snapshot, ...changes }
        for (const listener of this.#listeners) listener()
    }
}

function makeChats() {
    const made = []
    const shown = []
    const known = []
    const chats = new OpenChats({
        make: () => (made.push(new ScriptedChat()), made.at(-1)),
        onChange: (snapshot) => shown.push(snapshot),
        onConversation: ({ id }, isShown) => known.push([id, isShown]),
    })
    return { chats, made, shown, known }
}

const writing = { id: "t", key: "t", state: "writing" }
const done = { ...writing, state: "done" }

test("A conversation that is left while it is answered goes on, and is found as it is", async () => {
    const { chats, made, shown } = makeChats()
    await chats.show("a")
    made[0].become({ turns: [writing] })
    await chats.show("b")
    assert.equal(made[0].isClosed, false)
    await chats.show("a")
    assert.equal(chats.current, made[0])
    assert.equal(shown.at(-1).turns[0], writing)
    assert.deepEqual(made[0].opened, ["a"])
})

test("A conversation that could not be loaded is loaded again where it is, with what was asked in it", async () => {
    const { chats, made } = makeChats()
    await chats.show("a")
    made[0].become({ problem: { code: "offline" }, turns: [{ id: null, key: "k", state: "failed" }] })
    await chats.show("a")
    assert.deepEqual([made.length, made[0].opened], [1, ["a", "a"]])
})

test("It is closed once its answer has ended elsewhere", async () => {
    const { chats, made } = makeChats()
    await chats.show("a")
    made[0].become({ turns: [writing] })
    await chats.show("b")
    made[0].become({ turns: [done] })
    assert.equal(made[0].isClosed, true)
})

test("A conversation that is left in peace is closed", async () => {
    const { chats, made } = makeChats()
    await chats.show("a")
    made[0].become({ turns: [done] })
    await chats.show("b")
    assert.equal(made[0].isClosed, true)
})

test("A question that could not be sent is not lost by leaving", async () => {
    const { chats, made } = makeChats()
    await chats.show("a")
    made[0].become({ turns: [{ id: null, key: "k", state: "failed" }] })
    await chats.show(null)
    assert.equal(made[0].isClosed, false)
})

test("What happens in a conversation that is not shown changes nothing on the page", async () => {
    const { chats, made, shown } = makeChats()
    await chats.show("a")
    made[0].become({ turns: [writing] })
    await chats.show("b")
    const before = shown.length
    made[0].become({ turns: [{ ...writing, text: "mehr" }] })
    assert.equal(shown.length, before)
})

test("A conversation is made known once it exists, and again when its title is another", async () => {
    const { chats, made, known } = makeChats()
    await chats.show(null)
    made[0].become({ conversation: { id: "new", title: "" } })
    made[0].become({ turns: [writing] })
    made[0].become({ conversation: { id: "new", title: "Ausweis" } })
    assert.deepEqual(known, [["new", true], ["new", true]])
})

test("Turns of other tabs are attached where they belong", async () => {
    const { chats, made } = makeChats()
    await chats.show("a")
    chats.attach([{ turn: "1", conversation: "a" }, { turn: "2", conversation: "b" }])
    assert.deepEqual(made[0].attached, ["1"])
})

test("A new title from the list is the heading's too", async () => {
    const { chats, made } = makeChats()
    await chats.show("a")
    chats.know({ id: "a", title: "Neu" })
    chats.know({ id: "b", title: "Anders" })
    assert.equal(made[0].getSnapshot().conversation.title, "Neu")
})

test("Another person finds no conversation open but the one that is shown", async () => {
    const { chats, made } = makeChats()
    await chats.show("a")
    made[0].become({ turns: [writing] })
    await chats.show(null)
    chats.closeOthers()
    assert.deepEqual(made.map(({ isClosed }) => isClosed), [true, false])
})
