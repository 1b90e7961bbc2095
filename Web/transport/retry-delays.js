const retryDelays = [0, 500, 1_000, 2_000, 4_000, 8_000]

/** How long to wait before trying again, in milliseconds: up to 8 s, less up to a quarter by chance. @param {number} failures so far @param {() => number} random */
export function retryDelay(failures, random) {
  const delay = retryDelays[Math.min(failures, retryDelays.length - 1)] ?? 0
  return Math.round(delay * (1 - random() / 4))
}
