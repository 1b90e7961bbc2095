/**
 * @typedef {object} PageError
 * @property {number} at
 * @property {string} message
 * @property {string} stack
 */

const KEPT_ERRORS = 50

/**
 * Keeps what goes wrong in the page's own code, for the support bundle: the newest 50, in the order they came.
 * @param {EventTarget} target the window
 * @param {() => number} now
 * @returns {PageError[]} the list, which goes on growing
 */
export function keptErrors(target, now) {
  /** @type {PageError[]} */
  const errors = []
  /** @param {unknown} reason @param {string} [message] */
  const keep = (reason, message) => {
    const error = reason instanceof Error ? reason : null
    errors.push({ at: now(), message: message ?? error?.message ?? String(reason), stack: error?.stack ?? "" })
    if (errors.length > KEPT_ERRORS) errors.shift()
  }
  target.addEventListener("error", (event) => {
    const { error, message } = /** @type {ErrorEvent} */ (event)
    if (message) keep(error, message)
  })
  target.addEventListener("unhandledrejection", (event) => keep(/** @type {PromiseRejectionEvent} */ (event).reason))
  return errors
}
