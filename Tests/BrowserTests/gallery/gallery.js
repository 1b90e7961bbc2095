import { ChatAnswerElement } from "/web/chat/chat-answer.js"
import { ChatComposerElement } from "/web/chat/chat-composer.js"
import { ChatSourcesElement } from "/web/chat/chat-sources.js"
import { ChatTranscriptElement } from "/web/chat/chat-transcript.js"
import { ChatTurnElement } from "/web/chat/chat-turn.js"
import { LiveAnnouncerElement } from "/web/chat/live-announcer.js"
import { ReadingPaneElement } from "/web/chat/reading-pane.js"
import { loadCore } from "/web/markdown/kaya-core.js"
import { wordsFor } from "/web/words/words.js"
import { manyTurns, PASSAGE, SOURCES, statesOfATurn } from "./turns.js"

const parameters = new URLSearchParams(location.search)
const language = parameters.get("lang") ?? "de"
const shows = parameters.get("shows") ?? "all"
document.documentElement.lang = language
if (parameters.has("theme")) document.documentElement.dataset.theme = parameters.get("theme")

for (
    const element of [
        ChatAnswerElement,
        ChatComposerElement,
        ChatSourcesElement,
        ChatTranscriptElement,
        ChatTurnElement,
        LiveAnnouncerElement,
        ReadingPaneElement,
    ]
) element.define()

/** The browser's world, but for a storage that nobody else writes to. */
export const world = {
    now: () => Date.now(),
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (timer) => clearTimeout(timer),
    random: () => Math.random(),
    storage: localStorage,
}
export const words = wordsFor(language)
export const core = parameters.has("plain") ? null : await loadCore("/web/markdown/kaya-core.wasm")
export const stage = document.getElementById("stage")
stage.dataset.shows = shows

export function add(tag, properties) {
    const made = Object.assign(document.createElement(tag), { words, world, core }, properties)
    stage.append(made)
    return made
}

export function snapshotOf(turns, more = {}) {
    return { conversation: { id: "c" }, turns, hasEarlier: false, isLoading: false, running: null, problem: null, ...more }
}

const parts = {
    all() {
        add("chat-transcript", { snapshot: snapshotOf(statesOfATurn(language, world.now()), { hasEarlier: true }) })
        add("chat-composer", {})
    },
    long() {
        const turns = manyTurns(Number(parameters.get("turns") ?? 5000))
        const start = performance.now()
        const transcript = add("chat-transcript", { snapshot: snapshotOf(turns) })
        transcript.getBoundingClientRect()
        globalThis.openedIn = performance.now() - start
    },
    pane() {
        const turn = statesOfATurn(language, world.now())[0]
        add("reading-pane", { turn, load: async () => ({ text: PASSAGE }), source: SOURCES[0] })
    },
    check() {
        // Not waited for: the checks import this module, which would wait for itself.
        import("./checks.js").then(async ({ runChecks }) => globalThis.report = await runChecks())
    },
}
await parts[shows]()
document.documentElement.dataset.ready = "true"
