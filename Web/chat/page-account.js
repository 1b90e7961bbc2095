import { ProblemError } from "../client/problem-error.js"
import { openPageDialog } from "./page-dialog.js"
import { pageElement } from "./page-element.js"

/** @import { Problem } from "../client/answer-state.js" */
/** @import { KayaAPI } from "../client/kaya-api.js" */
/** @import { Words } from "../words/words.js" */

/** Who is logged in, and the way in and out. */
export class PageAccount {
  /** @type {string | null} */
  name = null
  /** Whether the server answers nobody who is not logged in. */
  isNeeded = false
  /** Whose login has ended by itself. @type {string | null} */
  nameBefore = null
  /** Whether a login ended while the page was closed. */
  hasRunOut = false
  /** @type {HTMLDialogElement | null} */
  #dialog = null

  /**
   * @param {object} options
   * @param {KayaAPI} options.api
   * @param {Words} options.words
   * @param {() => Promise<void>} options.onLeave does what can only be done while one is logged in
   * @param {(message: string | null, hasLeft: boolean) => void} options.onChange when somebody else uses the page now, and whether
   *   of their own will nobody does
   * @param {(problem: Problem) => void} options.onProblem
   */
  constructor({ api, words, onLeave, onChange, onProblem }) {
    this.api = api
    this.words = words
    this.onLeave = onLeave
    this.onChange = onChange
    this.onProblem = onProblem
  }

  /** Asks the server who this is, if anybody has logged in here. */
  async readName() {
    if (!this.api.login.times()) return
    try {
      this.name = (await this.api.me()).name
    } catch {
      this.name = null
    }
    this.hasRunOut = !this.api.login.times()
  }

  /** The login ended by itself. */
  ended() {
    if (this.name === null) return
    this.nameBefore = this.name
    this.name = null
    this.onChange(this.words.text("login.ended"), false)
    this.openLogin()
  }

  async logOut() {
    await this.onLeave()
    try {
      await this.api.logOut()
      this.name = null
      this.onChange(this.words.text("login.out.done"), true)
    } catch (error) {
      this.onProblem(ProblemError.problemOf(error))
    }
  }

  openLogin() {
    if (this.#dialog) return
    const { text } = this.words
    /** @param {string} key @param {Record<string, string | boolean>} attributes */
    const field = (key, attributes) => {
      const input = pageElement("input", { class: "field", required: true, name: key, ...attributes })
      return {
        input,
        label: pageElement("label", { class: "labelled" }, pageElement("span", {}, text(`login.${key}`)), input),
      }
    }
    const name = field("name", {
      autocomplete: "username",
      autocapitalize: "none",
      spellcheck: "false",
      autofocus: true,
    })
    const password = field("password", { type: "password", autocomplete: "current-password" })
    const problem = pageElement("p", { class: "form-problem", role: "alert" })
    const submit = pageElement("button", { class: "button main" }, text("login.submit"))
    const form = pageElement("form", { class: "form" }, name.label, password.label, problem, submit)
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      if (submit.getAttribute("aria-disabled")) return
      submit.setAttribute("aria-disabled", "true")
      submit.textContent = text("login.running")
      problem.textContent = ""
      try {
        this.name = (await this.api.logIn(name.input.value.trim(), password.input.value)).account.name
        dialog.close()
        this.onChange(null, false)
      } catch (error) {
        const { code, title, detail } = ProblemError.problemOf(error)
        problem.textContent = code === "unauthorized" ? text("login.wrong") : `${title}. ${detail}`
        password.input.select()
      }
      submit.removeAttribute("aria-disabled")
      submit.textContent = text("login.submit")
    })
    const dialog = this.#dialog = openPageDialog({
      words: this.words,
      title: text("login.title"),
      content: [form],
      kind: "login",
      onClosed: () => (this.#dialog = null),
    })
  }
}
