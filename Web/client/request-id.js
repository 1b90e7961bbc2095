const REQUEST_ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** A name for a request that nobody can guess: 132 random bits in 22 characters, also where a page is not served over TLS. */
export function makeRequestId() {
  const bytes = crypto.getRandomValues(new Uint8Array(22))
  return Array.from(bytes, (byte) => REQUEST_ID_LETTERS[byte & 63]).join("")
}
