/**
 * What lies in debug/ imports nothing from the rest of the page. This is what it is handed instead, by `loadDebugPanel` and
 * `loadConnectionCheck` in `Web/later.js`. The connection check needs `world`, `traces` and `snapshot` alone.
 *
 * @typedef {object} HandOver
 * @property {HTMLElement} page the <kaya-page>
 * @property {{ language: "de" | "en" }} words
 * @property {World} world
 * @property {TraceLog} traces
 * @property {() => Snapshot | null} snapshot of the conversation that is open
 * @property {string} [base] the server's origin; without it, the page's own
 * @property {() => Promise<string | null>} [authorization]
 * @property {{ turn(id: string): Promise<{ text: string }> }} [api] for the stored length
 * @property {TurnControls} [controls]
 * @property {PageError[]} [errors] what went wrong in the page, as `keptErrors` gives it; the list goes on growing
 * @property {(options: any) => any} [streamingChat] for replay: the store
 * @property {unknown} [core] for replay
 */

/** @typedef {"stream" | "events" | "poll" | "plain"} Rung */

/**
 * What can be done with the turn that runs.
 * @typedef {object} TurnControls
 * @property {() => void} stop as the person's own button
 * @property {(rung: Rung | null) => void} force reads on over a new connection; over this rung and no other, until null
 */

/** @typedef {import("./turn-timeline.js").Trace} Trace */

/** @typedef {{ list(): Trace[], subscribe(listener: (trace: Trace) => void): () => void }} TraceLog the last 2,000; each with the `turn` it belongs to. Frames are only traced while somebody has subscribed */

/** @typedef {{ at: number, message: string, stack: string }} PageError `at` by the world's clock */

/** @typedef {{ key: string, id: string | null, state: string, text: string, rung?: string | null }} TurnView of a turn what debug/ looks at */

/** @typedef {{ turns: readonly TurnView[], running: TurnView | null }} Snapshot */

/**
 * The world of the browser as far as debug/ uses it.
 * @typedef {object} World
 * @property {(address: string, options?: RequestInit) => Promise<Response>} fetch
 * @property {typeof globalThis.EventSource | null} [EventSource]
 * @property {() => number} now
 * @property {(run: () => void, ms: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {any} [storage]
 */

export const RUNGS = /** @type {Rung[]} */ (["stream", "events", "poll", "plain"])
