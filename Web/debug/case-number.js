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

/** @param {number[]} values */
function checkOf(values) {
  return values.reduce((sum, value, index) => sum + value * (index + 1), 0) % SIGNS.length
}
