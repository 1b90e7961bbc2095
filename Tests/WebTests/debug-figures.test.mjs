import assert from "node:assert/strict"
import { test } from "node:test"
import { FrameRate } from "../../Web/debug/frame-rate.js"
import { StreamFigures } from "../../Web/debug/stream-figures.js"

const lengths = (received, shown = null, stored = null) => ({ received, shown, stored })

test("lag is what was received and is not shown, or not stored", () => {
    const figures = new StreamFigures()
    figures.sample(0, lengths(100, 90, { length: 60, of: 95 }))
    const { shownLag, storedLag } = figures.at(0)
    assert.deepEqual([shownLag, storedLag], [10, 35])
})

test("what is not known has no lag", () => {
    const figures = new StreamFigures()
    figures.sample(0, lengths(100))
    assert.deepEqual([figures.at(0).shownLag, figures.at(0).storedLag], [null, null])
})

test("the rate is that of the last five seconds", () => {
    const figures = new StreamFigures()
    for (const [at, received] of [[0, 0], [1000, 1000], [6000, 1050], [7000, 1100]]) {
        figures.sample(at, lengths(received))
    }
    assert.equal(figures.at(8000).rate, 25)
})

test("a stream that stands still has no rate any more, and says since when", () => {
    const figures = new StreamFigures()
    figures.sample(0, lengths(10))
    figures.sample(1000, lengths(20))
    figures.sample(9000, lengths(20))
    assert.equal(figures.at(9000).rate, 0)
    assert.equal(figures.at(9000).sinceUpdate, 8000)
})

test("another answer begins anew", () => {
    const figures = new StreamFigures()
    figures.sample(0, lengths(500))
    figures.sample(100, lengths(0))
    figures.sample(1100, lengths(50))
    assert.equal(figures.at(1100).rate, 50)
})

test("sixty frames a second are sixty, with none dropped", () => {
    const rate = new FrameRate()
    for (let n = 0; n <= 60; n += 1) rate.frame(n * (1000 / 60))
    const { perSecond, dropped, longest } = rate.figures(1000)
    assert.deepEqual([Math.round(perSecond), dropped, Math.round(longest)], [60, 0, 17])
})

test("a frame that took 100 ms left out five", () => {
    const rate = new FrameRate()
    rate.frame(0)
    rate.frame(100)
    assert.equal(rate.figures(100).dropped, 5)
})

test("a hidden page drops no frames", () => {
    const rate = new FrameRate()
    rate.frame(0)
    rate.pause()
    rate.frame(4000)
    rate.frame(4016)
    assert.deepEqual([rate.figures(4016).dropped, Math.round(rate.figures(4016).longest)], [0, 16])
})

test("long tasks are counted for five seconds", () => {
    const rate = new FrameRate()
    rate.longTask(0, 80)
    rate.longTask(3000, 120)
    assert.deepEqual([rate.figures(4000).longTasks, rate.figures(4000).longTaskTime], [2, 200])
    assert.deepEqual([rate.figures(6000).longTasks, rate.figures(9000).longTasks], [1, 0])
})
