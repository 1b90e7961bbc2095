import { streamTypes } from "../transport/turn-request.js"
import { defaultWorld } from "../transport/world.js"
import { LoginRefresh } from "./login-refresh.js"
import { ProblemError } from "./problem-error.js"
import { RunningFeed } from "./running-feed.js"

/** @import { World } from "../transport/world.js" */
/** @import { Feedback } from "./answer-state.js" */
/** @typedef {(wish?: { refresh?: boolean }) => Promise<string | null>} Authorization "Bearer …", or null where cookies do */
/**
 * @typedef {object} APIOptions
 * @property {string} [base] the server's origin; "" for one's own
 * @property {World["fetch"]} [fetch]
 * @property {World} [world]
 * @property {Authorization} [authorization] without it the login's cookies are kept good
 * @property {string} [language] of problems and notices; the browser's otherwise
 * @property {RequestCredentials} [credentials]
 * @property {() => void} [onLoggedOut] the login has ended, and not by `logOut`
 */

/** Until an answer begins, in milliseconds. A network that swallows everything does not say so for minutes. */
const LONGEST_WAIT_FOR_AN_ANSWER = 30_000

/** Every call but asking and reading. Each throws a `ProblemError`. */
export class KayaAPI {
  /** @param {APIOptions & { storage?: Storage | null, locks?: LockManager | null, clock?: () => number }} [options] */
  constructor(options = {}) {
    const { base = "", authorization, language, credentials = "same-origin", onLoggedOut } = options
    this.base = base.replace(/\/$/, "")
    this.world = options.world ?? defaultWorld()
    this.fetch = options.fetch ?? this.world.fetch
    this.language = language
    this.credentials = credentials
    this.onLoggedOut = onLoggedOut
    this.login = new LoginRefresh({ ...options, post: () => this.#refresh() })
    /** @type {Authorization} */
    this.authorization = authorization ?? ((wish) => this.#keepLogin(wish))
  }

  /** @param {{ q?: string, archived?: boolean, cursor?: string | null, limit?: number }} [wanted] */
  conversations({ q, archived, cursor, limit } = {}) {
    return this.#json("GET", `/api/conversations${queryText({ q, archived, cursor, limit })}`)
  }

  /** @param {string} id @param {{ before?: string, limit?: number }} [wanted] */
  conversation(id, { before, limit } = {}) {
    return this.#json("GET", `/api/conversations/${pathPart(id)}${queryText({ before, limit })}`)
  }

  /** @param {{ title?: string }} [given] */
  create(given = {}) {
    return this.#json("POST", "/api/conversations", given)
  }

  /** @param {string} id @param {{ title?: string, pinned?: boolean, archived?: boolean }} change */
  change(id, change) {
    return this.#json("PATCH", `/api/conversations/${pathPart(id)}`, change)
  }

  /** @param {string} id */
  async remove(id) {
    await this.call("DELETE", `/api/conversations/${pathPart(id)}`)
  }

  /** Where a conversation can be had as a file. @param {string} id @param {"json" | "markdown" | "html"} format */
  exportAddress(id, format) {
    return `${this.base}/api/conversations/${pathPart(id)}/export${queryText({ format })}`
  }

  /** @param {string} id */
  turn(id) {
    return this.#json("GET", `/api/turns/${pathPart(id)}`)
  }

  /** @param {string} turn @param {Feedback | null} feedback null takes it back */
  async rate(turn, feedback) {
    await this.call(feedback ? "PUT" : "DELETE", `/api/turns/${pathPart(turn)}/feedback`, feedback ?? undefined)
  }

  /** @param {string} turn */
  async cancel(turn) {
    await this.call("POST", `/api/turns/${pathPart(turn)}/cancellation`)
  }

  status() {
    return this.#json("GET", "/api/status")
  }

  me() {
    return this.#json("GET", "/api/me")
  }

  /** @param {string} name @param {string} password */
  async logIn(name, password) {
    const opened = await this.#json("POST", "/api/login", { name, password })
    this.login.renewed(opened.expiresIn)
    return opened
  }

  /** Renews the login by its refresh cookie, when no other tab does. */
  refresh() {
    return this.login.alone(() => this.#refresh())
  }

  async logOut() {
    await this.call("DELETE", "/api/login")
    this.login.ended()
  }

  ownData() {
    return this.#json("GET", "/api/me/data")
  }

  async eraseOwnData() {
    await this.call("DELETE", "/api/me/data")
  }

  /** The passage that a source of an answer names. @param {string} turn @param {number} number */
  passage(turn, number) {
    return this.#json("GET", `/api/turns/${pathPart(turn)}/sources/${number}`)
  }

  /**
   * Tells which of one's turns run, at once and after each change, until `signal` ends it.
   * @param {(running: { turn: string, conversation: string }[]) => void} onRunning @param {AbortSignal} signal
   */
  feed(onRunning, signal) {
    const connect = (/** @type {AbortSignal} */ signal) =>
      this.call("GET", "/api/feed", undefined, { Accept: streamTypes, signal })
    return new RunningFeed(connect, onRunning, this.world).follow(signal)
  }

  /**
   * Sends a request; after 401 once more with a new credential.
   * @param {string} method @param {string} path @param {unknown} [body] @param {{ Accept?: string, signal?: AbortSignal }} [special]
   */
  async call(method, path, body, special = {}) {
    const isLogin = path.startsWith("/api/login")
    let response = await this.#send(method, path, body, special, isLogin ? null : await this.authorization())
    if (response.status === 401 && !isLogin) {
      const renewed = await this.authorization({ refresh: true })
      response = await this.#send(method, path, body, special, renewed)
    }
    if (!response.ok) throw await problemOfResponse(response)
    return response
  }

  /** @param {string} method @param {string} path @param {unknown} body @param {{ Accept?: string, signal?: AbortSignal }} special @param {string | null} bearer */
  async #send(method, path, body, { Accept = "application/json", signal }, bearer) {
    /** @type {Record<string, string>} */
    const headers = { Accept }
    if (bearer) headers.Authorization = bearer
    if (this.language) headers["Accept-Language"] = this.language
    if (body !== undefined) headers["Content-Type"] = "application/json"
    const text = body === undefined ? undefined : JSON.stringify(body)
    const silence = new AbortController()
    const timer = signal ? null : this.world.setTimeout(() => silence.abort(), LONGEST_WAIT_FOR_AN_ANSWER)
    try {
      return await this.fetch(this.base + path, {
        method,
        headers,
        body: text,
        credentials: this.credentials,
        cache: "no-store",
        signal: signal ?? silence.signal,
      })
    } catch (error) {
      throw signal?.aborted ? error : new ProblemError({ code: "offline", retryable: true }, { cause: error })
    } finally {
      if (timer !== null) this.world.clearTimeout(timer)
    }
  }

  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  async #json(method, path, body) {
    const response = await this.call(method, path, body)
    try {
      return await response.json()
    } catch (error) {
      throw new ProblemError({ code: "offline", retryable: true }, { status: response.status, cause: error })
    }
  }

  async #refresh() {
    try {
      const opened = await this.#json("POST", "/api/login/refresh")
      this.login.renewed(opened.expiresIn)
      return opened
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) {
        this.login.ended()
        this.onLoggedOut?.()
      }
      throw error
    }
  }

  /** @type {Authorization} */
  async #keepLogin({ refresh = false } = {}) {
    try {
      await this.login.keep(refresh)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      // The request itself will be told what is wrong.
    }
    return null
  }
}

/** @param {Response} response */
async function problemOfResponse(response) {
  const { status } = response
  try {
    const problem = await response.json()
    if (typeof problem.code === "string") return new ProblemError(problem, { status })
  } catch {
    // Something between here and the server answered in words of its own.
  }
  return new ProblemError({
    code: "internal",
    retryable: status >= 500,
    requestId: response.headers.get("X-Request-Id") ?? undefined,
  }, { status })
}

/** @param {Record<string, string | number | boolean | null | undefined>} members */
function queryText(members) {
  const given = Object.entries(members).filter(([, value]) => value !== undefined && value !== null && value !== "")
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text && `?${text}`
}

/** @param {string} id */
function pathPart(id) {
  return encodeURIComponent(id)
}
