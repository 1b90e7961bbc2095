/** @import { KayaAPI } from "../client/kaya-api.js" */
/**
 * What the page goes by of `GET /api/status`.
 * @typedef {object} PageStatus
 * @property {string} name of the service, "" when the operator gave none
 * @property {string} notice that an AI answers
 * @property {{ text: string, level: "info" | "warning" }[]} notices of the operator
 * @property {string[]} examples
 * @property {boolean} hasDebug whether whoever asks may open the debug panel
 * @property {number} maximumCharacters of a question
 * @property {boolean} draining
 * @property {{ kept: boolean, writable: boolean, visitorDays: number, accountDays: number }} conversations
 */

/** Reads the status; without an answer, the page goes by what is so nearly everywhere. @param {KayaAPI} api @returns {Promise<PageStatus>} */
export async function readPageStatus(api) {
  try {
    return pageStatus(await api.status())
  } catch {
    return pageStatus({})
  }
}

/** Makes of an answer, which may be of an older server, what the page goes by. @param {any} answer @returns {PageStatus} */
export function pageStatus(answer) {
  const { conversations = {}, limits = {}, page = {} } = answer
  return {
    name: textOf(page.name),
    notice: textOf(answer.notice),
    notices: listOf(page.notices).map(({ text, level }) => ({
      text: textOf(text),
      level: level === "warning" ? level : "info",
    })),
    examples: listOf(page.examples).map(textOf).filter(Boolean),
    hasDebug: page.debug === true,
    maximumCharacters: Number(limits.questionCharacters) || 4000,
    draining: answer.draining === true,
    conversations: { kept: true, writable: true, visitorDays: 0, accountDays: 0, ...conversations },
  }
}

/** For how many days conversations are kept of whoever asks; 0 where nobody said. @param {PageStatus} status @param {boolean} isLoggedIn */
export function daysKept({ conversations }, isLoggedIn) {
  return isLoggedIn ? conversations.accountDays : conversations.visitorDays
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === "string" ? value : ""
}

/** @param {unknown} value @returns {any[]} */
function listOf(value) {
  return Array.isArray(value) ? value : []
}
