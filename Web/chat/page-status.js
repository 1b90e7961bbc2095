/** @import { KayaAPI } from "../client/kaya-api.js" */
/**
 * What the page goes by of `GET /api/status`.
 * @typedef {object} PageStatus
 * @property {string} name of the service, "" when the operator gave none
 * @property {string} notice that an AI answers
 * @property {string[]} notices of the operator
 * @property {string[]} examples
 * @property {boolean} hasLogin whether there are accounts
 * @property {boolean} isLoginRequired
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
  const { conversations = {}, limits = {}, identity = {}, page = {} } = answer
  return {
    name: textOf(answer.name ?? page.name),
    notice: textOf(answer.notice),
    notices: listOf(answer.notices ?? page.notices).map((one) => textOf(one?.text ?? one)).filter(Boolean),
    examples: listOf(answer.examples ?? page.examples).map((one) => textOf(one?.question ?? one)).filter(Boolean),
    hasLogin: identity === true || Boolean(identity.login ?? identity.accounts ?? identity.kept),
    isLoginRequired: identity.required === true,
    maximumCharacters: Number(limits.questionCharacters) || 4000,
    draining: answer.draining === true,
    conversations: { kept: true, writable: true, visitorDays: 0, accountDays: 0, ...conversations },
  }
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === "string" ? value : ""
}

/** @param {unknown} value @returns {any[]} */
function listOf(value) {
  return Array.isArray(value) ? value : []
}
