// A page as it is written in a hurry: it never calls close(). What it sees is in `window.report`.
const parameters = new URLSearchParams(location.search)
const engine = parameters.get("engine")
const kaya = parameters.get("kaya")
const proxy = parameters.get("proxy")

window.report = {}

function address(server, name, question) {
  const query = new URLSearchParams({ q: question ?? `Was kostet das? [${engine} ${name}]`, case: name, engine })
  return `${server}/chat/stream?${query}`
}

function ask(name, url) {
  const seen = (report[name] = { text: "", pieces: 0, full: null, error: null, ends: 0, opens: 0, state: 0, ids: [] })
  const source = new EventSource(url)
  source.onopen = () => (seen.opens += 1)
  source.onmessage = (event) => {
    seen.ids.push(event.lastEventId)
    take(seen, JSON.parse(event.data))
  }
  setInterval(() => (seen.state = source.readyState), 250)
}

function take(seen, data) {
  if ("text" in data) {
    seen.text += data.text
    seen.pieces += 1
    return
  }
  seen.ends += 1
  if (data.done) seen.full = data.fullText
  else seen.error = data
}

async function post(body) {
  return fetch(`${kaya}/chat/stream`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": "en" },
    body: JSON.stringify(body),
  })
}

async function readStream(name) {
  const seen = (report[name] = { text: "", pieces: 0, full: null, error: null, ends: 0, reads: 0, turn: null })
  const response = await post({ q: `Was kostet das? [${engine} ${name}]` })
  seen.turn = response.headers.get("Stream-Id")
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let rest = ""
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    seen.reads += 1
    rest += decoder.decode(value, { stream: true })
    const blocks = rest.split("\n\n")
    rest = blocks.pop()
    for (const block of blocks) {
      const data = block.split("\n").find((line) => line.startsWith("data: "))
      if (data) take(seen, JSON.parse(data.slice(6)))
    }
  }
}

async function readProblem(name) {
  const response = await post({ q: "x".repeat(5000) })
  report[name] = { status: response.status, problem: await response.json() }
}

function noteFailure(name) {
  return (error) => (report[name] = { ...report[name], thrown: String(error) })
}

ask("whole", address(kaya, "whole"))
ask("broken", address(kaya, "broken"))
ask("cut", address(proxy, "cut"))
ask("empty", address(proxy, "empty", ""))
ask("overlong", address(proxy, "overlong", "x".repeat(5000)))
ask("crowded", address(proxy, "crowded"))
readStream("fetched").catch(noteFailure("fetched"))
readProblem("refused").catch(noteFailure("refused"))

addEventListener("message", (event) => (report.foreign = event.data))
const frame = document.createElement("iframe")
frame.src = `http://localhost:${location.port}/foreign.html?${new URLSearchParams({ url: address(proxy, "foreign") })}`
document.body.append(frame)
window.ready = true
