/** @import { ListedConversation } from "./page-shelf.js" */
/** @import { Words } from "../words/words.js" */

/**
 * Conversations under the day, the week or the month of their last question, as a calendar on the wall has them; pinned ones before.
 * @param {ListedConversation[]} conversations in their order
 * @param {Date} now
 * @param {Words} words
 * @returns {{ label: string, conversations: ListedConversation[] }[]}
 */
export function groupedByDay(conversations, now, words) {
  const month = new Intl.DateTimeFormat(words.language, { month: "long", year: "numeric" })
  /** @type {Map<string, ListedConversation[]>} */
  const groups = new Map()
  for (const conversation of conversations) {
    const label = conversation.pinned
      ? words.text("list.pinned")
      : dayLabel(new Date(conversation.updatedAt), now, words, month)
    const group = groups.get(label)
    if (group) group.push(conversation)
    else groups.set(label, [conversation])
  }
  return [...groups].map(([label, members]) => ({ label, conversations: members }))
}

/** @param {Date} day @param {Date} now @param {Words} words @param {Intl.DateTimeFormat} month */
function dayLabel(day, now, words, month) {
  const age = midnights(now) - midnights(day)
  if (age <= 0) return words.text("list.today")
  if (age === 1) return words.text("list.yesterday")
  return age < 7 ? words.text("list.week") : month.format(day)
}

/** Days are counted by the calendar: one of them has 23 hours in spring, and 25 in autumn. @param {Date} date */
function midnights(date) {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000
}
