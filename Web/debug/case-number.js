// Without I, L, O, U and Z: what is read out over a telephone is heard as what it is. 31 of them, a prime, so that the last
// one shows every single mistake and every exchange of two neighbours.
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
const COUNT = 7

/** A number for a support bundle, `K-XXXX-XXXX`; its last sign checks the others. @param {() => number} random from 0 to below 1 */
export function caseNumber(random) {
  const values = Array.from({ length: COUNT }, () => Math.floor(random() * SIGNS.length))
  const signs = [...values, checkOf(values)].map((value) => SIGNS[value])
  return `K-${signs.slice(0, 4).join("")}-${signs.slice(4).join("")}`
}

/** Whether it is one, as somebody wrote it down: small letters, spaces and missing strokes are all right. @param {string} text */
export function isCaseNumber(text) {
  const signs = text.toUpperCase().replace(/[\s-]/g, "").replace(/^K(?=.{8}$)/, "")
  const values = [...signs].map((sign) => SIGNS.indexOf(sign))
  return values.length === COUNT + 1 && !values.includes(-1) && checkOf(values.slice(0, COUNT)) === values[COUNT]
}

/** @param {number[]} values */
function checkOf(values) {
  return values.reduce((sum, value, index) => sum + value * (index + 1), 0) % SIGNS.length
}
