const NAMES =
  /^(?:Uncaught )?(?:\(in promise\) )?((?:Type|Range|Reference|Syntax|URI|Eval|Aggregate|Internal|Problem|Abort|Network|NotAllowed|QuotaExceeded|Invalid[A-Z]?[a-z]*|Compile|Link|Runtime)?Error|SecurityPolicyViolation)\b/
const PLACE =
  /\/((?:chat\/|client\/|debug\/|markdown\/|transport\/|words\/)?[a-z-]{1,40}\.(?:js|wasm)):(\d+)(?::(\d+))?/
/** What engines say of code alone. Other sentences may quote what was read, so they stay where they are. */
const SENTENCES = [
  /[\w$.]{1,60} is not (?:a function|defined|iterable|a constructor)/,
  /Cannot read properties of (?:undefined|null) \(reading '[\w$]{1,40}'\)/,
  /(?:can't access property "[\w$]{1,40}", )?[\w$.]{1,60} is (?:undefined|null)/,
  /Failed to fetch(?: dynamically imported module)?/,
  /NetworkError when attempting to fetch resource/,
  /Load failed/,
  /Maximum call stack size exceeded/,
  /too much recursion/,
  /Out of memory|out of memory/,
  /memory access out of bounds/,
  /unreachable/,
]

/** An error as it may leave the browser: its name, which known sentence it was, and where. @param {string} message */
export function redactedError(message) {
  const name = NAMES.exec(message)?.[1] ?? "Error"
  const sentence = SENTENCES.map((pattern) => pattern.exec(message)?.[0]).find(Boolean)
  const place = PLACE.exec(message)
  return [name, sentence ? `: ${sentence}` : "", place ? ` (${place.slice(1).filter(Boolean).join(":")})` : ""].join(
    "",
  )
}
