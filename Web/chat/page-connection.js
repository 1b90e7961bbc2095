import { ProblemError } from "../client/problem-error.js"
import { loadConnectionCheck } from "../later.js"
import { pageElement } from "./page-element.js"
import { settingsSection } from "./page-settings.js"

/** @import { PageLife } from "./page-life.js" */

/** The part of the settings in which everybody can check the connection. What checks is loaded only when it is asked for. @param {PageLife} life */
export function connectionSection(life) {
  const { text } = life.page.words
  const button = pageElement(
    "button",
    { type: "button", class: "button", click: () => void open() },
    text("settings.connection.check"),
  )
  const open = async () => {
    button.disabled = true
    try {
      const check = await loadConnectionCheck(await connectionHandOver(life))
      button.replaceWith(check)
      await check.begin()
    } catch (error) {
      button.disabled = false
      life.frame.sayProblem(ProblemError.problemOf(error))
    }
  }
  return settingsSection(text("settings.connection"), button)
}

/** @param {PageLife} life @returns {Promise<import("../debug/hand-over.js").HandOver>} */
async function connectionHandOver({ page, api, chats }) {
  const open = await chats
  return {
    page,
    words: page.words,
    world: /** @type {any} */ (page.world),
    traces: page.traces,
    errors: page.errors,
    snapshot: () => open.current.getSnapshot(),
    authorization: api.authorization,
  }
}
