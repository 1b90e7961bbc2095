import assert from "node:assert/strict"
import { test } from "node:test"
import { openableAddress } from "../../Web/chat/openable-address.js"
import { ScrollKeeper } from "../../Web/chat/scroll-keeper.js"
import { TurnWindow } from "../../Web/chat/turn-window.js"

const turns = (count) => Array.from({ length: count }, (_, index) => ({ key: `${index}` }))
function windowOf(count, options = {}) {
    const made = new TurnWindow({ estimate: () => 100, wholeUpTo: 10, ...options })
    made.setTurns(turns(count))
    return made
}
const shape = (parts) => parts.map(({ key, gap }) => key ?? -gap)

test("a short conversation is whole", () => {
    assert.deepEqual(shape(windowOf(3).parts({ top: 0, bottom: 1 })), ["0", "1", "2"])
})

test("of a long one there is what the view shows, and gaps as high as the rest", () => {
    assert.deepEqual(shape(windowOf(50).parts({ top: 1_050, bottom: 1_250 })), [-1000, "10", "11", "12", -3700])
    assert.deepEqual(shape(windowOf(50).parts({ top: 4_850, bottom: Infinity })), [-4800, "48", "49"])
})

test("what is pinned stays wherever the view is", () => {
    const parts = windowOf(50).parts({ top: 1_050, bottom: 1_150, pinned: new Set(["2", "49"]) })
    assert.deepEqual(shape(parts), [-200, "2", -700, "10", "11", -3700, "49"])
})

test("parts and gaps together are always as high as all turns", () => {
    const made = windowOf(200, { estimate: ({ key }) => 50 + (Number(key) * 37) % 400 })
    for (let key = 0; key < 200; key += 3) made.measure(`${key}`, 10 + (key * 53) % 700)
    for (let top = -500; top < made.height; top += 777) {
        const shown = new TurnWindow({ estimate: () => 0, wholeUpTo: 0 })
        shown.setTurns([])
        const parts = made.parts({ top, bottom: top + 900, pinned: new Set(["5", "150"]) })
        const gaps = parts.reduce((sum, { gap = 0 }) => sum + gap, 0)
        const all = made.parts({ top: -Infinity, bottom: Infinity })
        assert.equal(all.length, 200)
        const whole = windowOf(1)
        whole.setTurns(parts.filter(({ key }) => key !== undefined))
        const heights = parts.filter(({ key }) => key !== undefined).reduce(
            (sum, { key }) => sum + heightOf(made, key),
            0,
        )
        assert.equal(gaps + heights, made.height)
    }
})

function heightOf(made, key) {
    const one = new TurnWindow({ estimate: made.estimate })
    one.setTurns([{ key }])
    return Number(key) % 3 === 0 ? 10 + (Number(key) * 53) % 700 : one.height
}

test("a measured height counts, and is news once", () => {
    const made = windowOf(20)
    assert.equal(made.height, 2_000)
    assert.ok(made.measure("3", 250))
    assert.ok(!made.measure("3", 250))
    assert.equal(made.height, 2_150)
    made.forgetHeights()
    assert.equal(made.height, 2_000)
})

test("five thousand turns are laid out in a few milliseconds", () => {
    const made = windowOf(5_000)
    made.parts({ top: 0, bottom: 1 })
    const start = performance.now()
    for (let number = 0; number < 20; number += 1) made.parts({ top: number * 1_000, bottom: number * 1_000 + 900 })
    assert.ok((performance.now() - start) / 20 < 8)
})

function viewOf(scrollHeight = 1_000, clientHeight = 400) {
    let top = 0
    return {
        scrollHeight,
        clientHeight,
        get scrollTop() {
            return top
        },
        set scrollTop(value) {
            top = Math.max(0, Math.min(value, this.scrollHeight - this.clientHeight))
        },
    }
}

function grow(keeper, by, anchor = () => null) {
    keeper.around(() => keeper.view.scrollHeight += by, anchor)
}

test("a reader at the end stays at the end", () => {
    const keeper = new ScrollKeeper(viewOf())
    keeper.toEnd()
    grow(keeper, 500)
    assert.equal(keeper.view.scrollTop, 1_100)
    keeper.scrolled()
    assert.ok(keeper.isFollowing)
})

test("whoever goes up, even a little, is left alone until the end is reached again", () => {
    const keeper = new ScrollKeeper(viewOf())
    keeper.toEnd()
    keeper.view.scrollTop -= 10
    keeper.scrolled()
    grow(keeper, 500)
    assert.equal(keeper.view.scrollTop, 590)
    keeper.view.scrollTop = 1_090
    keeper.scrolled()
    assert.ok(keeper.isFollowing, "close to the end is at the end")
})

test("who is about to go up is not overtaken by new text", () => {
    const keeper = new ScrollKeeper(viewOf())
    keeper.toEnd()
    keeper.letGo()
    grow(keeper, 500)
    assert.equal(keeper.view.scrollTop, 600)
})

test("a text that becomes shorter is nobody's going up", () => {
    const keeper = new ScrollKeeper(viewOf())
    keeper.toEnd()
    keeper.view.scrollHeight = 800
    keeper.view.scrollTop = 400
    keeper.scrolled()
    assert.ok(keeper.isFollowing)
})

test("what comes before the reader's place moves it along", () => {
    const keeper = new ScrollKeeper(viewOf(5_000))
    keeper.view.scrollTop = 2_000
    keeper.isFollowing = false
    let place = 1_900
    grow(keeper, 700, () => ({ top: () => keeper.view.scrollHeight === 5_700 ? place + 700 : place }))
    assert.equal(keeper.view.scrollTop, 2_700)
    place = null
    grow(keeper, 100, () => ({ top: () => place }))
    assert.equal(keeper.view.scrollTop, 2_700, "what is gone says nothing")
})

test("only addresses of the web are opened", () => {
    const base = "https://kreis.example/c/1"
    assert.equal(openableAddress("/kfz", base), "https://kreis.example/kfz")
    assert.equal(openableAddress("http://a.example/", base), "http://a.example/")
    for (
        const address of [
            "javascript:alert(1)",
            " JaVaScript:alert(1)",
            "data:text/html,x",
            "file:///etc",
            "mailto:a@b.example",
            "http://",
            "",
            null,
            undefined,
        ]
    ) {
        assert.equal(openableAddress(address, base), null, String(address))
    }
})

test("heights of conversations that were left are forgotten, and none of the one that is shown", () => {
    const made = new TurnWindow({ estimate: () => 100, wholeUpTo: 0 })
    for (let conversation = 0; conversation < 300; conversation += 1) {
        const shown = Array.from({ length: 20 }, (_, place) => ({ key: `${conversation} ${place}` }))
        made.setTurns(shown)
        for (const { key } of shown) made.measure(key, 70)
        made.setTurns(shown)
        assert.equal(made.height, 20 * 70)
    }
    assert.ok(made.knownHeights <= 2 * 20 + 500 + 40, String(made.knownHeights))
})
