import { composing } from "./composing.js"
import { embedding } from "./embedding.js"
import { add, core, snapshotOf, stage, words, world } from "./gallery.js"
import { check, checks, errors, frame, frames, heard, press, until, violations, TEXT } from "./listening.js"
import { toasting } from "./toasting.js"
import { manyTurns, SOURCES, statesOfATurn, turnOf } from "./turns.js"
/** A transcript of some turns before one that is being written, and how to go on with it. */
function writingTranscript(before, more = {}) {
    const turns = manyTurns(before)
    let turn = turnOf({ key: "now", id: null, question: "Und jetzt?", state: "sending", sources: [] })
    const transcript = add("chat-transcript", {})
    const announcer = add("live-announcer", {})
    const show = (change) => {
        turn = Object.freeze({ ...turn, ...change })
        const snapshot = snapshotOf([...turns, turn], more)
        transcript.snapshot = snapshot
        announcer.snapshot = snapshot
        return turn
    }
    show({})
    show({ id: "tnow", state: "waiting", phase: "retrieving", sources: SOURCES.slice(0, 1) })
    return { transcript, announcer, show, turns, answer: () => transcript.querySelector("chat-turn:last-of-type chat-answer") }
}

async function streaming() {
    const { transcript, announcer, show, answer } = writingTranscript(8)
    const changes = []
    const watch = new MutationObserver((records) => changes.push(...records.filter(({ addedNodes }) => addedNodes.length > 0)))
    watch.observe(announcer, { childList: true, subtree: true })
    let first = null
    let away = 0
    for (let length = 0; length < TEXT.length; length += 7) {
        show({ state: "writing", text: TEXT.slice(0, length + 7) })
        first ??= answer().querySelector("p")
        if (length % 21 === 0) await frame()
        away = Math.max(away, transcript.scrollHeight - transcript.scrollTop - transcript.clientHeight)
    }
    check("the text is followed to its end", away <= 1, away)
    check("an answer that is being written says so", answer().getAttribute("aria-busy") === "true")
    check("what stays the same is the same node", answer().querySelector("p") === first)
    show({ state: "done", text: TEXT })
    await frames(2)
    check("an answer that is done says so", answer().getAttribute("aria-busy") === "false" && transcript.querySelector("chat-turn:last-of-type").dataset.state === "done")
    check("and all of it is shown", answer().textContent.replace(/\s+/g, "").length === TEXT.replace(/[\s*]+/g, "").length, answer().textContent.slice(-80))
    check("the end is still in view after the buttons have come", transcript.scrollHeight - transcript.scrollTop - transcript.clientHeight <= 1)
    watch.disconnect()
    const said = [...announcer.children].map((child) => child.textContent)
    check("screen readers hear no more than the sentences, the beginning and the end", changes.length <= 62 && changes.length > 20, changes.length)
    check("whole sentences, in order, each once", said.join(" ").includes("Satz 41 steht hier, z. B. mit einer Zahl. Satz 42"), said.slice(0, 3))
    check("first that the answer begins, last that it ends", said[0].startsWith(words.text("speech.begins")) && said.at(-1).endsWith(words.text("speech.done")), said.at(-1))
    transcript.remove()
    announcer.remove()
}

async function reading() {
    const { transcript, show, turns } = writingTranscript(8)
    show({ state: "writing", text: TEXT.slice(0, 2000) })
    await frames(2)
    const button = transcript.querySelector(".to-end")
    check("at the end there is no button that leads there", button.hidden)
    transcript.dispatchEvent(new WheelEvent("wheel", { deltaY: -120 }))
    transcript.scrollTop -= 300
    await frames(2)
    const top = transcript.scrollTop
    const tops = new Set()
    for (let length = 2000; length < TEXT.length; length += 40) {
        show({ state: "writing", text: TEXT.slice(0, length) })
        await frame()
        tops.add(transcript.scrollTop)
    }
    check("whoever has scrolled up is left alone", tops.size === 1 && tops.has(top), [...tops].slice(0, 5))
    check("and can go to what is new", !button.hidden && button.textContent === words.text("transcript.end-news"), button.textContent)
    show({ state: "done", text: TEXT })
    await frames(3)
    check("the end of the answer moves nothing either", transcript.scrollTop === top, [transcript.scrollTop, top])

    const line = transcript.getBoundingClientRect().top
    const anchor = [...transcript.querySelectorAll("chat-turn")].find((turn) => turn.getBoundingClientRect().bottom > line)
    const before = anchor.getBoundingClientRect().top
    const earlier = manyTurns(30).map((turn) => ({ ...turn, key: `e${turn.key}`, id: `e${turn.id}` }))
    transcript.snapshot = snapshotOf([...earlier, ...turns, transcript.snapshot.turns.at(-1)])
    const after = anchor.getBoundingClientRect().top
    await frames(3)
    const later = anchor.getBoundingClientRect().top
    check("earlier turns come without a jump", Math.abs(after - before) <= 1 && Math.abs(later - before) <= 1, [before, after, later])
    button.click()
    await frames(3)
    check("the button leads to the end", transcript.scrollHeight - transcript.scrollTop - transcript.clientHeight <= 1 && button.hidden)

    transcript.dispatchEvent(new WheelEvent("wheel", { deltaY: -3 }))
    transcript.scrollTop -= 3
    await frames(2)
    const own = turnOf({ key: "own", id: null, question: "Noch etwas?", state: "sending" })
    transcript.snapshot = snapshotOf([...transcript.snapshot.turns, own])
    await frames(2)
    check("one's own new question is shown", transcript.scrollHeight - transcript.scrollTop - transcript.clientHeight <= 1)
    transcript.remove()
}

async function earlier() {
    const said = heard("chat-earlier-wanted")
    const turns = manyTurns(30)
    const transcript = add("chat-transcript", { snapshot: snapshotOf(turns, { hasEarlier: true }) })
    await frames(2)
    check("nothing earlier is asked for at the end", said.length === 0)
    transcript.scrollTop = 100
    await frames(3)
    transcript.scrollTop = 50
    await frames(3)
    check("near the beginning earlier turns are asked for, once", said.length === 1, said.length)
    transcript.remove()
}

async function longConversation() {
    const turns = manyTurns(5000)
    const start = performance.now()
    const transcript = add("chat-transcript", { snapshot: snapshotOf(turns) })
    transcript.getBoundingClientRect()
    const opened = performance.now() - start
    await frames(3)
    const count = () => transcript.querySelectorAll("chat-turn").length
    check("a conversation of 5,000 turns opens within 500 ms", opened < 500, opened)
    check("and few of them are in the document", count() < 40, count())
    check("it opens at its end", transcript.textContent.includes("5000. "))

    const box = transcript.getBoundingClientRect()
    const isShown = () => document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)?.closest("chat-turn") != null
    const times = []
    let holes = 0
    for (let step = 0; step < 120; step += 1) {
        transcript.scrollTop -= 240
        await frame()
        const begun = performance.now()
        await new Promise((resolve) => setTimeout(resolve))
        times.push(performance.now() - begun)
        holes += isShown() ? 0 : 1
    }
    times.sort((one, two) => one - two)
    check("scrolling up shows turns and no holes", holes === 0, holes)
    check("and few of them stay", count() < 40, count())
    let previous = transcript.querySelector("chat-turn")
    const ordered = [...transcript.querySelectorAll("chat-turn")].every((turn) => {
        const isLater = previous === turn || Number(turn.turn.key.slice(4)) > Number(previous.turn.key.slice(4))
        previous = turn
        return isLater
    })
    check("in their order", ordered)
    const middle = Math.round(transcript.scrollHeight / 2)
    transcript.scrollTop = middle
    check("a leap to the middle shows turns", await until(isShown))
    check("and stays there", Math.abs(transcript.scrollTop - middle) < transcript.clientHeight * 2, [middle, transcript.scrollTop])

    const held = [...transcript.querySelectorAll("chat-turn")].find((turn) => turn.getBoundingClientRect().top > box.top)
    held.querySelector("button.source, .turn-actions button").focus({ preventScroll: true })
    transcript.scrollTop = 0
    const isAtBeginning = () => isShown() && transcript.querySelector("chat-turn")?.turn === turns[0]
    check("the view goes to the beginning", await until(isAtBeginning), [transcript.scrollTop, transcript.querySelector("chat-turn")?.turn.key])
    check("a turn with the focus stays in the document all the same", held.isConnected && held.contains(document.activeElement))
    transcript.focus()
    transcript.scrollTop = 9000
    check("without the focus it goes", await until(() => !held.isConnected))
    transcript.remove()
    return times[Math.floor(times.length * 0.95)]
}

async function marks() {
    const said = heard("chat-source-chosen")
    const [turn] = statesOfATurn("de", world.now())
    const transcript = add("chat-transcript", { snapshot: snapshotOf([turn]) })
    await frames(2)
    const [mark] = transcript.querySelectorAll("sup.source-mark[role=button]")
    check("a mark is named by its source", mark?.getAttribute("aria-label") === words.text("sources.source", { number: 1, title: SOURCES[0].title }))
    check("a mark of no source leads nowhere", !transcript.querySelector('sup[data-source="9"]').hasAttribute("role"))
    mark.click()
    press(mark, "Enter")
    transcript.querySelector('[data-number="2"]').click()
    check("marks and the list choose a source", JSON.stringify(said.map(([, detail]) => detail.number)) === "[1,1,2]" && said.every(([, detail]) => detail.turn === turn.key), said)
    check("code can be copied and scrolled", transcript.querySelectorAll("pre button").length === 1 && transcript.querySelector("pre code").tabIndex === 0)
    const copy = transcript.querySelector("pre button")
    const [code, beside] = [transcript.querySelector("pre code"), copy].map((each) => each.getBoundingClientRect())
    check("no code lies behind its button", code.right <= beside.left + 1 && code.width > beside.width, [code.right, beside.left])
    copy.closest(".answer-text").lang = "en"
    check("a button in an answer is in the page's language, whatever the answer's", copy.closest("[lang]") === copy && copy.lang === words.language, copy.outerHTML)
    check("tables can be scrolled", transcript.querySelector(".table-view")?.tabIndex === 0)
    const [first, second] = [...transcript.querySelectorAll(".source-words")].map((each) => each.innerText.trim().replace(/\s*\n\s*/, " | "))
    check("a source's own heading stands before its document's title, and its date is not broken", first.startsWith("Unterlagen | Fahrzeug zulassen · ") && /1\.\u00a0Januar\u00a02026|1\u00a0January\u00a02026/.test(first), first)
    check("without one the title stands there alone", second === SOURCES[1].title, second)
    const all = transcript.querySelector(".sources-more")
    const seen = () => [...transcript.querySelectorAll(".source")].filter((source) => source.getClientRects().length > 0).length
    check("the first four sources are shown", seen() === 4, seen())
    all.click()
    check("all sources can be shown", seen() === SOURCES.length && transcript.querySelector(".sources-more").getAttribute("aria-expanded") === "true")
    transcript.remove()
}

async function sourcesThatComeLate() {
    const { transcript, show, answer } = writingTranscript(0)
    show({ sources: [], state: "writing", text: "Das steht im Merkblatt [1]. Und [2]." })
    await frames(2)
    check("a mark without sources leads nowhere", answer().querySelectorAll("sup[role]").length === 0)
    show({ sources: SOURCES.slice(0, 1) })
    await frames(2)
    check("it can be followed once they have come", answer().querySelectorAll("sup[role]").length === 1)
    transcript.remove()
}

function caret() {
    for (const [text, end] of [
        ["Erst *das*", "Erst das"], ["- eins\n- zwei `x` drei", "zwei x drei"], ["1. eins\n   - innen\n     > Zitat", "Zitat"],
        ["Davor\n\n> eins\n>\n> zwei", "zwei"], ["```js\nlet a", "let a"], ["## Titel", "Titel"], ["- eins\n\nDanach", "Danach"],
    ]) {
        const answer = add("chat-answer", {})
        answer.append(text)
        const carets = [...answer.querySelectorAll("*")].filter((each) => getComputedStyle(each, "::after").content === '""')
        check(`the caret stands behind “${end}”, and nowhere else`, carets.length === 1 && carets[0].textContent.trim() === end, carets.map((each) => each.outerHTML))
        answer.finish()
        check(`and is gone after “${end}”`, [...answer.querySelectorAll("*")].every((each) => getComputedStyle(each, "::after").content !== '""'))
        answer.remove()
    }
}

async function anotherReading() {
    const { transcript, show, answer } = writingTranscript(0)
    show({ state: "writing", text: "# Eins\n\nErster Versuch" })
    show({ state: "writing", text: "# Zwei\n\nZweiter", generation: 1 })
    check("an answer that begins anew is shown anew", answer().innerText.trim().replace(/\s+/g, " ") === "Zwei Zweiter", answer().innerText)
    show({ state: "done", text: "# Zwei\n\nZweiter Versuch", generation: 1 })
    await frames(1)
    check("and ends as it ends", answer().innerText.trim().endsWith("Zweiter Versuch"))
    check("its first heading is one below the question's", answer().querySelector("h3[aria-level='3']") !== null)
    transcript.remove()
}

async function withoutCore() {
    const answer = add("chat-answer", { core: null })
    answer.append("**a** <b>\n")
    answer.append("  c")
    answer.finish()
    check("without the core the text is shown as it was written", answer.textContent === "**a** <b>\n  c" && getComputedStyle(answer.firstElementChild).whiteSpace === "pre-wrap", answer.textContent)
    answer.core = core
    check("what was shown as text is formatted once the core has come", answer.querySelector("strong")?.textContent === "a" && !answer.isAsWritten && answer.getAttribute("aria-busy") === "false", answer.textContent)
    answer.remove()
    const late = add("chat-answer", { core: null })
    late.append("*a")
    late.core = core
    late.append("* b")
    check("an answer in whose middle the core comes goes on, formatted", late.querySelector("em")?.textContent === "a" && late.innerText.trim() === "a b", late.innerHTML)
    late.remove()
    const broken = add("chat-answer", { core: { ...core, exports: { ...core.exports, answer_append: () => 1 } } })
    broken.append("**a**")
    broken.append(" b")
    check("and so it is when the core fails", broken.textContent === "**a** b", broken.textContent)
    broken.remove()
    const many = []
    for (let number = 0; number < 600; number += 1) {
        const one = add("chat-answer", {})
        one.append("*x* ")
        if (number % 2) one.finish()
        else one.remove()
        many.push(one)
    }
    check("what was made in the core is given back", many.every((one) => one.querySelector("em") !== null))
    for (const one of many) one.remove()
}

async function actions() {
    const said = heard("chat-continued", "chat-repeated", "chat-retried", "chat-edited", "chat-rated", "chat-copied")
    const states = statesOfATurn("de", world.now())
    const transcript = add("chat-transcript", { snapshot: snapshotOf(states) })
    await frames(1)
    const of = (turn, action) => [...transcript.querySelectorAll("chat-turn")].find((element) => element.turn === turn)?.querySelector(`[data-action="${action}"]`)
    const find = (test) => states.find(test)
    const interrupted = find(({ state }) => state === "interrupted")
    of(interrupted, "continue").click()
    const unsent = find(({ id, state, problem }) => id === null && state === "failed" && !problem.retryAfter)
    of(unsent, "send").click()
    const limited = find(({ problem }) => problem?.code === "rate-limited")
    of(limited, "send").click()
    of(states[1], "again").click()
    transcript.querySelector(".question-edit").click()
    check("buttons say what is wanted, and one that must wait says nothing",
        JSON.stringify(said) === JSON.stringify([["continued", { turn: interrupted.key }], ["retried", { turn: unsent.key }], ["repeated", { turn: states[1].key }], ["edited", { question: states[0].question }]]), said)
    said.length = 0
    of(states[1], "down").click()
    const form = transcript.querySelector(".feedback-form")
    form.querySelector("[value=wrong]").click()
    form.querySelector("textarea").value = " Die Gebühr stimmt nicht. "
    form.querySelector(".main").click()
    of(states[0], "up").click()
    check("an answer can be judged, with a reason, and the judgement taken back",
        JSON.stringify(said.map(([, { feedback }]) => feedback)) === JSON.stringify([{ rating: "down" }, { rating: "down", reason: "wrong", comment: "Die Gebühr stimmt nicht." }, null]), said)
    check("the form is gone and the focus back", !form.isConnected && document.activeElement === of(states[1], "down"))
    const running = [...transcript.querySelectorAll("chat-turn")].filter(({ turn }) => ["sending", "waiting", "thinking", "stalled", "resuming", "offline", "polling"].includes(turn.state))
    check("what runs always says what it does", running.length === 10 && running.every((turn) => turn.querySelector(".turn-state").checkVisibility?.() ?? true), running.length)
    check("and nothing can be done with it yet", running.every((turn) => turn.querySelector(".turn-actions").hidden))
    const small = [...transcript.querySelectorAll("button, a")].filter((target) => !target.hidden && target.getClientRects().length > 0 && target.closest("p, li.tight") === null)
        .filter((target) => target.getBoundingClientRect().height < 24 || target.getBoundingClientRect().width < 24).map((target) => target.className || target.textContent)
    check("every target has 24 pixels", small.length === 0, small)
    transcript.remove()
}

async function pane() {
    const said = heard("chat-pane-closed")
    const [turn] = statesOfATurn("de", world.now())
    const load = async (id, number) => {
        if (number === 2) throw Object.assign(new Error("no"), { problem: { code: "not-found" } })
        return { text: `Stelle **${number}** von ${id}` }
    }
    const pane = add("reading-pane", { load, turn, source: SOURCES[0] })
    await frames(2)
    check("a passage is shown, formatted", pane.querySelector("chat-answer strong")?.textContent === "1" && pane.textContent.includes(`von ${turn.id}`))
    check("the focus goes to its title", document.activeElement === pane.querySelector("h2"))
    const link = pane.querySelector("a")
    check("its document opens beside the page", link.target === "_blank" && link.rel.includes("noopener") && link.href === SOURCES[0].url)
    pane.source = SOURCES[1]
    await frames(2)
    check("a passage that is gone says so", pane.textContent.includes(words.text("pane.missing")))
    pane.source = SOURCES[3]
    await frames(2)
    check("an address that is none of the web's is no link", pane.querySelector("a") === null)
    pane.querySelector(".pane-close").click()
    check("it says that it is to be closed", said.length === 1)
    const isLeft = pane.querySelector("h2").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }))
    check("Escape closes it, and nothing else besides", said.length === 2 && !isLeft)
    pane.remove()
}

async function printing() {
    const transcript = add("chat-transcript", { snapshot: snapshotOf(manyTurns(120)) })
    await frames(2)
    const before = transcript.querySelectorAll("chat-turn").length
    dispatchEvent(new Event("beforeprint"))
    const printed = transcript.querySelectorAll("chat-turn").length
    dispatchEvent(new Event("afterprint"))
    check("all of a conversation is printed", before < 60 && printed === 120 && transcript.querySelectorAll("chat-turn").length < 60, [before, printed])
    transcript.remove()
}

export async function runChecks() {
    const times = {}
    for (const part of [streaming, reading, earlier, longConversation, marks, sourcesThatComeLate, anotherReading, caret, withoutCore, actions, composing, embedding, toasting, pane, printing]) {
        const start = performance.now()
        try {
            const seen = await part()
            if (seen !== undefined) times[`${part.name}, p95`] = Math.round(seen * 10) / 10
        } catch (error) {
            check(`${part.name} comes to its end`, false, `${error} ${error.stack?.slice(0, 300)}`)
        }
        times[part.name] = Math.round(performance.now() - start)
        for (const left of stage.querySelectorAll("chat-transcript, chat-composer, reading-pane, live-announcer, chat-answer")) left.remove()
    }
    return { finished: true, checks, errors, violations, times }
}
