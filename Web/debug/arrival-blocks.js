/** @typedef {{ n: number, ms: number, at: number, bytes: number }} Tick `ms`: the server's clock; `at`: when it arrived; each since the beginning */

/** @typedef {{ count: number, bytes: number }} Block what arrived together */

/**
 * How ticks arrived: in which blocks, how late the worst was behind the quickest (`worst`), and over which time the server
 * sent them (`spread`), in milliseconds. Ticks are one block when they came in a quarter of the time that lay between them.
 *
 * @param {Tick[]} ticks @returns {{ blocks: Block[], worst: number, spread: number }}
 */
export function arrivalBlocks(ticks) {
  /** @type {Block[]} */
  const blocks = []
  for (const [index, tick] of ticks.entries()) {
    const before = ticks[index - 1], block = blocks.at(-1)
    if (before && block && tick.at - before.at < (tick.ms - before.ms) / 4) {
      block.count += 1
      block.bytes += tick.bytes
    } else {
      blocks.push({ count: 1, bytes: tick.bytes })
    }
  }
  const delays = ticks.map((tick) => tick.at - tick.ms)
  const worst = ticks.length > 0 ? Math.max(...delays) - Math.min(...delays) : 0
  return { blocks, worst, spread: (ticks.at(-1)?.ms ?? 0) - (ticks[0]?.ms ?? 0) }
}

/** The middle of some numbers; of an even number of them the lower one. @param {number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
