/** @import { World } from "./world.js" */

/**
 * Waits, at most until `signal` aborts. With `untilNews` also at most until the network is back or the page is looked at again.
 * @param {World} world @param {number} ms @param {AbortSignal} signal @param {{ untilNews?: boolean }} [options]
 */
export function pause(world, ms, signal, { untilNews = false } = {}) {
  /** @type {Promise<void>} */
  const waiting = new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = world.setTimeout(end, ms)
    const endings = untilNews ? [world.onOnline(end), world.onVisible(end)] : []
    signal.addEventListener("abort", end)
    function end() {
      world.clearTimeout(timer)
      for (const ending of endings) ending()
      signal.removeEventListener("abort", end)
      resolve()
    }
  })
  return waiting
}
