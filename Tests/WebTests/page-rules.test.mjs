import assert from "node:assert/strict"
import { test } from "node:test"
import { keptErrors } from "../../Web/chat/page-errors.js"
import { pageLayout } from "../../Web/chat/page-layout.js"
import { PagePreferences } from "../../Web/chat/page-preferences.js"
import { conversationOfPath } from "../../Web/chat/page-route.js"
import { PAGE_SHORTCUTS, shortcutOf } from "../../Web/chat/page-shortcuts.js"
import { daysKept, pageStatus } from "../../Web/chat/page-status.js"
import { TraceRing } from "../../Web/chat/page-traces.js"
import { ManualClock } from "./page-clock.mjs"

const noKeys = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false, code: "" }
const reading = { isTyping: false, hasSingleKeys: true }

test("Addresses name conversations, and nothing else is taken for one", () => {
    assert.equal(conversationOfPath("/c/7Qm2Zr0cT1bYw8KpXe5LdA"), "7Qm2Zr0cT1bYw8KpXe5LdA")
    for (const path of ["/", "/c/", "/c/a/b", "/x/7Qm2", "/c/%2e%2e"]) assert.equal(conversationOfPath(path), null)
})

test("What fits is counted in the reader's own size of text", () => {
    assert.equal(pageLayout(1280, 16), "roomy")
    assert.equal(pageLayout(1280, 20.8), "wide")
    assert.equal(pageLayout(1280, 24), "narrow")
    assert.equal(pageLayout(320, 16), "narrow")
})

test("A single key is a shortcut only outside of text, and only while it is wanted", () => {
    const slash = { ...noKeys, key: "/", shiftKey: true }
    assert.equal(shortcutOf(slash, reading), "composer")
    assert.equal(shortcutOf(slash, { ...reading, isTyping: true }), null)
    assert.equal(shortcutOf(slash, { ...reading, hasSingleKeys: false }), null)
    assert.equal(shortcutOf({ ...slash, ctrlKey: true }, reading), null)
})

test("Escape stops, also from within the text field", () => {
    assert.equal(shortcutOf({ ...noKeys, key: "Escape" }, { isTyping: true, hasSingleKeys: false }), "stop")
})

test("Alt and Shift go by the key's place, because the letter may be another with them", () => {
    const press = { ...noKeys, altKey: true, shiftKey: true, key: "˜", code: "KeyN" }
    assert.equal(shortcutOf(press, { ...reading, isTyping: true }), "new")
    assert.equal(shortcutOf({ ...press, shiftKey: false }, reading), null)
    assert.equal(shortcutOf({ ...press, metaKey: true }, reading), null)
})

test("No shortcut is another's", () => {
    const keys = Object.values(PAGE_SHORTCUTS).map((shortcut) => shortcut.keys.join(" "))
    assert.equal(new Set(keys).size, keys.length)
})

test("A choice holds for the next page, and one that is none is not taken", () => {
    const { storage } = new ManualClock()
    const preferences = new PagePreferences(storage)
    assert.equal(preferences.get("theme"), "system")
    preferences.set("theme", "dark")
    preferences.set("textSize", "900")
    const next = new PagePreferences(storage)
    assert.equal(next.get("theme"), "dark")
    assert.equal(next.get("textSize"), "100")
})

test("What another tab chooses holds here", () => {
    const { storage } = new ManualClock()
    const [one, other] = [new PagePreferences(storage), new PagePreferences(storage)]
    const told = []
    other.subscribe(() => told.push(other.get("textSize")))
    one.set("textSize", "130")
    other.readAgain("somebody-else")
    other.readAgain("kaya-preferences")
    assert.deepEqual(told, ["130"])
})

test("A browser that stores nothing keeps choices for this page", () => {
    const forbidden = () => {
        throw new Error("forbidden")
    }
    const preferences = new PagePreferences({ getItem: forbidden, setItem: forbidden, removeItem: forbidden })
    preferences.set("theme", "light")
    assert.equal(preferences.get("theme"), "light")
})

test("The style sheets are told of choices alone", () => {
    const root = { dataset: {} }
    const preferences = new PagePreferences(null)
    preferences.applyTo(root)
    assert.deepEqual(root.dataset, {})
    preferences.set("theme", "dark")
    preferences.set("textSize", "150")
    preferences.applyTo(root)
    assert.deepEqual(root.dataset, { theme: "dark", textSize: "150" })
})

test("A status of an older server is enough", () => {
    const { conversations, maximumCharacters, examples, notices, hasDebug } = pageStatus({
        conversations: { visitorDays: 30 },
    })
    assert.deepEqual(conversations, { kept: true, writable: true, visitorDays: 30, accountDays: 0 })
    assert.deepEqual([maximumCharacters, examples, notices, hasDebug], [4000, [], [], false])
})

test("Who is logged in is told of the days that an account's conversations are kept", () => {
    const status = pageStatus({ conversations: { visitorDays: 30, accountDays: 365 } })
    assert.deepEqual([daysKept(status, false), daysKept(status, true)], [30, 365])
})

test("The newest traces are kept in their order, and listeners hear each", () => {
    const ring = new TraceRing(3)
    const heard = []
    const end = ring.subscribe((trace) => heard.push(trace))
    for (let trace = 0; trace < 10; trace += 1) ring.push(trace)
    end()
    ring.push(10)
    assert.deepEqual(ring.list(), [8, 9, 10])
    assert.equal(heard.length, 10)
})

test("Errors of the page's own code are kept, the newest 50", () => {
    const target = new EventTarget()
    const errors = keptErrors(target, () => 7)
    for (let count = 0; count < 60; count += 1) {
        target.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason: new Error(`no ${count}`) }))
    }
    target.dispatchEvent(Object.assign(new Event("error"), { message: "is not a function", error: null }))
    target.dispatchEvent(new Event("error"))
    assert.equal(errors.length, 50)
    assert.equal(errors.at(-1).message, "is not a function")
    assert.deepEqual([errors.at(-2).message, errors.at(-2).at], ["no 59", 7])
})

test("What the operator says and suggests is read from the status", () => {
    const page = {
        examples: ["Was kostet ein Ausweis?", ""],
        notices: [{ level: "warning", text: "Heute nur bis 12 Uhr." }, { text: "Neu." }],
        debug: true,
    }
    const { examples, notices, hasDebug, maximumCharacters } = pageStatus({ page, limits: { questionCharacters: 500 } })
    assert.deepEqual(examples, ["Was kostet ein Ausweis?"])
    assert.deepEqual(notices.map(({ level }) => level), ["warning", "info"])
    assert.deepEqual([hasDebug, maximumCharacters], [true, 500])
})
