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
    countdown.pause("pointer")
    countdown.pause("pointer")
    clock.advance(60_000)
    assert.deepEqual(ends, [])
    countdown.resume("pointer")
    countdown.resume("pointer")
    clock.advance(2000)
    assert.deepEqual(ends, [66_000])
})

test("A countdown stands still while anything holds it", () => {
    for (const [first, last] of [["pointer", "focus"], ["focus", "pointer"]]) {
        const { clock, ends, countdown } = count(6000)
        countdown.pause("pointer")
        countdown.pause("focus")
        countdown.resume(first)
        clock.advance(60_000)
        assert.deepEqual(ends, [])
        countdown.resume(last)
        clock.advance(6000)
        assert.deepEqual(ends, [66_000])
    }
})

test("A countdown that is cancelled never ends", () => {
    const { clock, ends, countdown } = count(6000)
    countdown.cancel()
    clock.advance(60_000)
    assert.deepEqual(ends, [])
})

test("What lets go of a countdown that is over does not begin it anew", () => {
    const cancelled = count(6000)
    cancelled.countdown.pause("focus")
    cancelled.countdown.cancel()
    cancelled.countdown.resume("focus")
    cancelled.clock.advance(60_000)
    assert.deepEqual(cancelled.ends, [])
    const ended = count(6000)
    ended.clock.advance(6000)
    ended.countdown.pause("pointer")
    ended.countdown.resume("pointer")
    ended.clock.advance(60_000)
    assert.deepEqual(ended.ends, [6000])
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
