const PRODUCTS =
  /\b(Firefox|Chrome|HeadlessChrome|CriOS|FxiOS|Edg|EdgA|EdgiOS|OPR|SamsungBrowser|Version|Safari|AppleWebKit|Epiphany|Gecko)\/(\d+(?:\.\d+){0,3})/g
const SYSTEMS =
  /\b(Windows NT \d+(?:\.\d+)?|Android \d+(?:\.\d+)*|Mac OS X \d+(?:[._]\d+)*|CPU iPhone OS \d+(?:_\d+)*|CPU OS \d+(?:_\d+)*|CrOS|Linux|Ubuntu|iPhone|iPad|Mobile)\b/g

/**
 * A browser by its user agent, in known words only: `Chrome/126.0.0.0 Windows NT 10.0`. Companies put their names and
 * people's machines into that line; they stay out.
 *
 * @param {string} userAgent
 */
export function browserName(userAgent) {
  const found = [...userAgent.matchAll(PRODUCTS), ...userAgent.matchAll(SYSTEMS)].map((match) => match[0])
  return [...new Set(found)].join(" ").slice(0, 200)
}
