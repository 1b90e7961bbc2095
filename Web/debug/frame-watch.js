import { FrameRate } from "./frame-rate.js"

/** Watches the page draw, until the signal ends it. Says nothing of frames while the page is hidden. @param {AbortSignal} signal */
export function frameWatch(signal) {
  const rate = new FrameRate()
  const step = (/** @type {number} */ at) => {
    if (signal.aborted) return
    rate.frame(at)
    requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
  document.addEventListener("visibilitychange", () => rate.pause(), { signal })
  watchTasks(rate, signal)
  return rate
}

/** @param {FrameRate} rate @param {AbortSignal} signal */
function watchTasks(rate, signal) {
  const types = globalThis.PerformanceObserver?.supportedEntryTypes ?? []
  if (!types.includes("longtask")) return
  const observer = new PerformanceObserver((list) => {
    for (const task of list.getEntries()) rate.longTask(task.startTime, task.duration)
  })
  observer.observe({ type: "longtask" })
  signal.addEventListener("abort", () => observer.disconnect(), { once: true })
}
