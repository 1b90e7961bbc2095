/** @import { KayaAPI } from "../client/kaya-api.js" */
/** @typedef {{ turn: string, conversation: string }[]} RunningTurns */

const FEED_PLACE = "kaya-feed"

/**
 * Tells which turns run, in all tabs, from one connection: a browser has only six to a server. The tab that holds the lock
 * reads the feed and tells the others.
 * @param {object} options
 * @param {KayaAPI} options.api
 * @param {(running: RunningTurns) => void} options.onRunning
 * @param {LockManager | undefined} [options.locks]
 * @param {() => BroadcastChannel} [options.channel]
 * @returns {() => void} ends it
 */
export function followFeed(
  { api, onRunning, locks = navigator.locks, channel = () => new BroadcastChannel(FEED_PLACE) },
) {
  const ending = new AbortController()
  const others = typeof BroadcastChannel === "undefined" ? null : channel()
  /** @type {RunningTurns} */
  let latest = []
  let isReading = false
  const read = async () => {
    isReading = true
    await api.feed((running) => {
      latest = running
      onRunning(running)
      others?.postMessage({ running })
    }, ending.signal)
  }
  if (others) {
    others.onmessage = ({ data }) => {
      if (data.running && !isReading) onRunning(data.running)
      else if (data.asks && isReading) others.postMessage({ running: latest })
    }
    others.postMessage({ asks: true })
  }
  const turnIn = locks && others ? locks.request(FEED_PLACE, { signal: ending.signal }, read) : read()
  turnIn.catch(() => {
    // It was ended, or the server has no feed: then the list shows what it is told by the conversations that are open.
  })
  return () => {
    ending.abort()
    others?.close()
  }
}
