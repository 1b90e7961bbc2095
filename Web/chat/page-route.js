/** The conversation that an address names, or null for a new one. @param {string} path */
export function conversationOfPath(path) {
  return /^\/c\/([A-Za-z0-9_-]+)\/?$/.exec(path)?.[1] ?? null
}

/** Where a conversation is; null is a new one. What was chosen in the query stays. @param {string | null} id */
export function conversationAddress(id) {
  return (id === null ? "/" : `/c/${id}`) + location.search
}
