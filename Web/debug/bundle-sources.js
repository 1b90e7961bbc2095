import { shownLength } from "./shown-length.js"

/** @import { HandOver, Trace } from "./hand-over.js" */
/** @import { CheckResult } from "./connection-probe.js" */
/** @import { BundleSources, TurnRecord } from "./support-bundle.js" */

/**
 * What the page and the browser know now, for a bundle. A turn whose traces are gone is in it without them.
 *
 * @param {HandOver} handOver @param {string} number @param {CheckResult | null} check
 * @param {Map<string, { length: number }>} [stored] lengths of what is stored, by a turn's key
 * @returns {BundleSources}
 */
export function bundleSources(handOver, number, check, stored = new Map()) {
  const traces = byTurn(handOver.traces.list())
  return {
    number,
    madeAt: new Date(),
    page: {
      language: handOver.words.language,
      userAgent: navigator.userAgent,
      width: innerWidth,
      height: innerHeight,
      online: navigator.onLine,
      visible: document.visibilityState !== "hidden",
    },
    check,
    turns: (handOver.snapshot()?.turns ?? []).map((turn) => ({
      id: turn.id,
      state: turn.state,
      receivedLength: turn.text.length,
      shownLength: shownLength(turn.key),
      storedLength: stored.get(turn.key)?.length ?? null,
      traces: traces.get(turn.key) ?? [],
    })),
    errors: (handOver.errors ?? []).map(({ at, message, stack }) => ({
      at: new Date(at),
      message: `${message}\n${stack}`,
    })),
  }
}

/** @param {Trace[]} traces @returns {Map<string, Trace[]>} */
function byTurn(traces) {
  /** @type {Map<string, Trace[]>} */
  const turns = new Map()
  for (const trace of traces) {
    const key = trace.turn ?? "", known = turns.get(key)
    if (known) known.push(trace)
    else turns.set(key, [trace])
  }
  return turns
}
