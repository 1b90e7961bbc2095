import assert from "node:assert/strict"
import { test } from "node:test"
import { groupedByDay } from "../../Web/chat/conversation-groups.js"
import { Countdown } from "../../Web/chat/page-countdown.js"
import { wordsFor } from "../../Web/words/words.js"
import { ManualClock } from "./page-clock.mjs"

function count(milliseconds) {
    const clock = new ManualClock()
    const ends = []
    return { clock, ends, countdown: new Countdown(clock, milliseconds, () => ends.push(clock.now())) }
}

test("A countdown ends once, when its time is up", () => {
    const { clock, ends } = count(6000)
    clock.advance(5999)
    assert.deepEqual(ends, [])
    clock.advance(60_000)
    assert.deepEqual(ends, [6000])
})

test("A countdown stands still while it is paused", () => {
    const { clock, ends, countdown } = count(6000)
    clock.advance(4000)
    countdown.pause()
    countdown.pause()
    clock.advance(60_000)
    assert.deepEqual(ends, [])
    countdown.resume()
    countdown.resume()
    clock.advance(2000)
    assert.deepEqual(ends, [66_000])
})

test("A countdown that is cancelled never ends", () => {
    const { clock, ends, countdown } = count(6000)
    countdown.cancel()
    clock.advance(60_000)
    assert.deepEqual(ends, [])
})

const now = new Date(2026, 2, 30, 0, 30)

function labels(...conversations) {
    return groupedByDay(conversations, now, wordsFor("de")).map((
        { label, conversations },
    ) => [label, conversations.length])
}

function asked(...moment) {
    return { id: "", title: "", pinned: false, archived: false, updatedAt: new Date(...moment).toISOString() }
}

test("Conversations are grouped by the days of the calendar, not by hours", () => {
    assert.deepEqual(
        labels(
            asked(2026, 2, 30, 0, 10),
            asked(2026, 2, 29, 23, 50),
            asked(2026, 2, 29, 0, 1),
            asked(2026, 2, 28, 23, 59),
        ),
        [
            ["Heute", 1],
            ["Gestern", 2],
            ["Letzte 7 Tage", 1],
        ],
    )
})

test("Older ones are under their month, pinned ones before all", () => {
    const pinned = { ...asked(2020, 0, 1), pinned: true }
    assert.deepEqual(labels(pinned, asked(2026, 2, 24), asked(2026, 2, 23), asked(2026, 0, 5), asked(2025, 0, 5)), [
        ["Angeheftet", 1],
        ["Letzte 7 Tage", 1],
        ["März 2026", 1],
        ["Januar 2026", 1],
        ["Januar 2025", 1],
    ])
})

test("A clock that is behind the server's puts a new conversation under today", () => {
    assert.deepEqual(labels(asked(2026, 2, 31, 9)), [["Heute", 1]])
})
