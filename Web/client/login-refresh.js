/** @typedef {{ at: number, until: number }} LoginTimes when a login was last renewed, and until when its access cookie is good */

const LOGIN_PLACE = "kaya-login"
const LOGIN_LEAD = 60_000

/**
 * Keeps a login that lives in cookies good, one tab at a time: a refresh cookie is good once, so two tabs that refresh
 * together would end the login. What tabs share is when it was renewed; no secret is in it.
 */
export class LoginRefresh {
  /** @type {string | null} */
  #own = null
  /** @type {Promise<void> | null} */
  #running = null

  /** @param {{ post: () => Promise<{ expiresIn: number }>, storage?: Storage | null, locks?: LockManager | null, clock?: () => number }} options `post` sends the request; `clock` is the time of day */
  constructor({ post, storage, locks, clock }) {
    this.post = post
    this.storage = storage === undefined ? localStorageIfAny() : storage
    this.locks = locks === undefined ? globalThis.navigator?.locks ?? null : locks
    this.clock = clock ?? Date.now
  }

  /** Renews the login where there is one and its cookie is about to end, or `isWanted`. @param {boolean} isWanted */
  async keep(isWanted) {
    const seen = this.times()
    if (!seen || (!isWanted && this.clock() < seen.until - LOGIN_LEAD)) return
    this.#running ??= this.#inTurn(seen).finally(() => (this.#running = null))
    await this.#running
  }

  /** Sends the request when no other tab does. @template Value @param {() => Promise<Value>} send @returns {Promise<Value>} */
  async alone(send) {
    return await (this.locks ? this.locks.request(LOGIN_PLACE, send) : send())
  }

  /** The login is good for so many seconds from now. @param {number} seconds */
  renewed(seconds) {
    const at = this.clock()
    this.#write(JSON.stringify({ at, until: at + seconds * 1000 }))
  }

  /** There is no login any more. */
  ended() {
    this.#write(null)
  }

  /** @returns {LoginTimes | null} */
  times() {
    const text = this.#read()
    if (!text) return null
    try {
      const { at, until } = JSON.parse(text)
      return typeof at === "number" && typeof until === "number" ? { at, until } : null
    } catch {
      return null
    }
  }

  /** @param {LoginTimes} seen */
  async #inTurn(seen) {
    await this.alone(async () => {
      const times = this.times()
      const hasAnotherTabDoneIt = times && times.at !== seen.at
      if (times && !hasAnotherTabDoneIt) await this.post()
    })
  }

  #read() {
    try {
      return this.storage ? this.storage.getItem(LOGIN_PLACE) : this.#own
    } catch {
      return this.#own
    }
  }

  /** @param {string | null} text */
  #write(text) {
    this.#own = text
    try {
      if (text === null) this.storage?.removeItem(LOGIN_PLACE)
      else this.storage?.setItem(LOGIN_PLACE, text)
    } catch {
      // A browser that stores nothing keeps it for this tab.
    }
  }
}

/** @returns {Storage | null} */
function localStorageIfAny() {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}
