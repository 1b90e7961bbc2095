/** An address that may be opened, or null: only the web's, by the browser's own reading. @param {string | null | undefined} address @param {string} base */
export function openableAddress(address, base) {
  if (!address) return null
  try {
    const { protocol, href } = new URL(address, base)
    return protocol === "https:" || protocol === "http:" ? href : null
  } catch {
    return null
  }
}
