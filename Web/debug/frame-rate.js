/** @typedef {{ perSecond: number, dropped: number, longest: number, longTasks: number, longTaskTime: number }} FrameFigures */

const WINDOW = 5000

/**
 * How well the page keeps up: told when each frame was drawn, says how many there were a second, how many were left out and
 * the longest wait, over the last five seconds. A hidden page draws none; `pause` says so, and the pause is not counted.
 */
export class FrameRate {
  /** @type {number[]} */
  #frames = []
  /** @type {{ at: number, duration: number }[]} */
  #tasks = []

  /** @param {number} perSecond what the screen can do */
  constructor(perSecond = 60) {
    this.expected = 1000 / perSecond
  }

  /** @param {number} at milliseconds */
  frame(at) {
    this.#frames.push(at)
    while (at - (this.#frames[0] ?? at) > WINDOW) this.#frames.shift()
  }

  pause() {
    this.#frames = []
  }

  /** The page was busy for more than 50 ms. @param {number} at @param {number} duration */
  longTask(at, duration) {
    this.#tasks.push({ at, duration })
    while (at - (this.#tasks[0]?.at ?? at) > WINDOW) this.#tasks.shift()
  }

  /** @param {number} now @returns {FrameFigures} */
  figures(now) {
    const gaps = this.#frames.slice(1).map((at, index) => at - (this.#frames[index] ?? at))
    const tasks = this.#tasks.filter((task) => now - task.at <= WINDOW)
    const time = gaps.reduce((sum, gap) => sum + gap, 0)
    return {
      perSecond: time > 0 ? (gaps.length * 1000) / time : 0,
      dropped: gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / this.expected) - 1), 0),
      longest: Math.max(0, ...gaps),
      longTasks: tasks.length,
      longTaskTime: tasks.reduce((sum, task) => sum + task.duration, 0),
    }
  }
}
