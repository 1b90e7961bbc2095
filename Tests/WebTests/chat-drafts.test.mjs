import assert from "node:assert/strict"
import { test } from "node:test"
import { characterCount } from "../../Web/chat/character-count.js"
import { asksWith } from "../../Web/chat/composer-keys.js"
import { DraftStore } from "../../Web/chat/draft-store.js"

function memory() {
    const items = new Map()
    return {
        items,
        getItem: (key) => items.get(key) ?? null,
        setItem: (key, value) => void items.set(key, value),
        removeItem: (key) => void items.delete(key),
    }
}

let clock = 1_000_000
let chance = 0
function tab(storage) {
    return new DraftStore({ storage, now: () => clock += 1, random: () => chance += 0.001 })
}

test("a draft is there again after a reload, each conversation's own", () => {
    const storage = memory()
    const store = tab(storage)
    store.write("a", "Was kostet")
    store.write(null, "Neu")
    assert.equal(tab(storage).read("a"), "Was kostet")
    assert.equal(tab(storage).read(null), "Neu")
    assert.equal(tab(storage).read("b"), "")
})

test("a draft without words leaves nothing behind", () => {
    const storage = memory()
    const store = tab(storage)
    store.write("a", "x")
    store.write("a", " \n")
    assert.equal(storage.items.size, 0)
})

test("two tabs do not overwrite each other", () => {
    const storage = memory()
    const [one, two] = [tab(storage), tab(storage)]
    one.write("a", "Von eins")
    two.write("a", "Von zwei")
    assert.equal(one.other("a", "Von eins"), "Von zwei")
    assert.equal(two.other("a", "Von zwei"), "Von eins")
    two.write("a", "Von zwei und eins", "Von eins")
    assert.equal(two.other("a", "Von zwei und eins"), "")
})

test("a question on its way stays until it has arrived, whatever is written next", () => {
    const storage = memory()
    const store = tab(storage)
    store.write("a", "Erste Frage")
    store.hold("a", "Erste Frage")
    store.write("a", "Zweite")
    const drafts = JSON.parse(storage.getItem("kaya-draft:a")).map(({ text }) => text)
    assert.deepEqual(drafts.sort(), ["Erste Frage", "Zweite"])
    assert.equal(store.other("a", "Zweite"), "", "one's own question is no other draft")
    store.clear("a", "Erste Frage")
    assert.equal(tab(storage).read("a"), "Zweite")
    assert.equal(tab(storage).other("a", "Zweite"), "")
})

test("a storage that is full, forbidden or missing costs nothing but the next visit", () => {
    const throwing = {
        getItem: () => null,
        setItem() {
            throw new Error("full")
        },
        removeItem() {
            throw new Error("full")
        },
    }
    for (const storage of [throwing, null]) {
        const store = tab(storage)
        store.write("a", "Bleibt")
        assert.equal(store.read("a"), "Bleibt")
        store.clear("a", "Bleibt")
        assert.equal(store.read("a"), "")
    }
})

test("what somebody else stored there is no draft", () => {
    const storage = memory()
    for (const value of ["{", "7", '[{"at":1}]', "null"]) {
        storage.setItem("kaya-draft:a", value)
        assert.equal(tab(storage).read("a"), "", value)
    }
})

test("old drafts are forgotten", () => {
    const storage = memory()
    tab(storage).write("a", "Alt")
    clock += 31 * 24 * 60 * 60 * 1000
    assert.equal(tab(storage).read("a"), "")
})

test("characters are counted as the server counts them", () => {
    assert.equal(characterCount("  äöü\n", 10), 3)
    assert.equal(characterCount("a\u0301", 10), 1)
    assert.equal(characterCount("👩‍👩‍👧‍👦🇩🇪👍🏽", 10), 3)
    assert.equal(characterCount("x\r\ny", 10), 3)
    assert.equal(characterCount("👍🏽👍🏽", 100, 50), 8, "far from the limit no count is needed")
    assert.equal(characterCount("x".repeat(100_000), 10), 100_000)
})

test("keys send as the reader has chosen", () => {
    const key = (more = {}) => ({
        key: "Enter",
        shiftKey: false,
        ctrlKey: false,
        metaKey: false,
        altKey: false,
        ...more,
    })
    assert.ok(asksWith(key(), "enter"))
    assert.ok(!asksWith(key({ shiftKey: true }), "enter"))
    assert.ok(!asksWith(key(), "control-enter"))
    assert.ok(asksWith(key({ ctrlKey: true }), "control-enter"))
    assert.ok(asksWith(key({ metaKey: true }), "enter"))
    assert.ok(!asksWith(key({ key: "a" }), "enter"))
})
