"""What the first visit costs, what is asked of whom, and how quickly the page answers. The figures are printed; the limits
are those of a machine that is busy with two other browsers."""

import json
import re
import urllib.error
import urllib.request

from harness.kaya import ROOT

from .page import Page
from .tests import Suite, expect, expect_equal
from .troubled_network import TroubledNetwork

suite = Suite()
REQUESTS, BYTES = 8, 90_000
POLICY = ("default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'",
          "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'")  # fmt: skip
FORBIDDEN = re.compile(r"\.(innerHTML|outerHTML)\b|insertAdjacentHTML|document\.write|\beval\s*\(|new Function\b|setAttribute\(\s*[\"']style|\bon[a-z]+\s*=\s*\"")
WATCH_READY = """
new MutationObserver((_, observer) => {
  if (document.querySelector("kaya-page[data-ready]")) { window.readyAt = performance.now(); observer.disconnect() }
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-ready"] })
"""
ENTRIES = """
const done = arguments[arguments.length - 1], seen = { shift: 0, shifts: [], paint: 0 }
const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
const caret = ({ node, previousRect: { width, height } }) => node === null && width < 12 && height < 24
observe("layout-shift", (entry) => {
  if (entry.hadRecentInput || (entry.sources.length > 0 && entry.sources.every(caret))) return
  seen.shift += entry.value
  seen.shifts.push(entry.sources.map(({ node, previousRect, currentRect }) => [node?.data ?? node?.outerHTML.slice(0, 90), previousRect, currentRect]))
})
observe("largest-contentful-paint", (entry) => { seen.paint = entry.startTime })
setTimeout(() => done({ ...seen, ready: window.readyAt || null }), 200)
"""
# Watches from now on: what a browser has kept of before is only what took longer than 104 ms.
WATCH_KEYS = """
window.interactions = {}
new PerformanceObserver((list) => {
  for (const { interactionId: id, duration } of list.getEntries()) if (id) interactions[id] = Math.max(interactions[id] ?? 0, duration)
}).observe({ type: "event", durationThreshold: 16 })
window.interactionsBefore = performance.interactionCount
"""
KEYS = "return [performance.interactionCount - interactionsBefore, Object.values(interactions)]"
WATCH_WORDS = """
const times = {}, answer = document.querySelector("kaya-page")
new MutationObserver(() => {
  const text = document.querySelector("chat-answer")?.textContent ?? "", now = Date.now()
  const last = text.match(/wörter(\\d{4})(?!.*wörter\\d{4})/s)
  for (let number = Number(last?.[1] ?? 0); number > 0 && !times[number]; number--) times[number] = now
  document.documentElement.dataset.times = JSON.stringify(times)
}).observe(answer, { subtree: true, childList: true, characterData: true })
"""


@suite.test(f"The first visit takes at most {REQUESTS} requests and {BYTES // 1000} kB, and asks nobody else")
def first_visit(world):
    fresh = TroubledNetwork(world.kaya.port)
    try:
        page = Page(world).open(base=fresh.url)
        world.browser.wait(lambda: world.browser.run("return document.readyState") == "complete", "it is loaded")
        others = world.browser.run("""return performance.getEntriesByType("resource").map((entry) => entry.name)
          .filter((name) => new URL(name).origin !== location.origin)""")
        expect_equal(others, [], "other origins")
        world.browser.wait(lambda: world.browser.run("return document.querySelector('kaya-page')?.dataset.ready") == "true", "it can be used")
        first = [request for request in fresh.requests if request[1] != "/favicon.ico"]
        print(f"          {world.engine}: {len(first)} requests, {fresh.bytes_before(len(first))} bytes: {[request[1] for request in first]}", flush=True)
        expect(len(first) <= REQUESTS, f"{len(first)} requests", first)
        expect(fresh.bytes_before(len(first)) <= BYTES, "bytes", fresh.bytes_before(len(first)))
        page.ask(world.case("short"))
        page.wait_for("done")
        cores = [request for request in fresh.requests if request[1].endswith(".wasm")]
        expect_equal(len(cores), 1, "the core is fetched for the first answer")
        expect(cores[0] not in first, "the core is fetched before it is needed", first)
    finally:
        fresh.stop()


@suite.test("The page can be used at once and nothing in it moves while it loads", engines=("chromium",))
def quick(world):
    driver = world.browser.driver
    script = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH_READY})["identifier"]
    try:
        Page(world).open(base=world.kaya.url)
        first = world.browser.run_async(ENTRIES)
        Page(world).open(base=world.kaya.url)
        again = world.browser.run_async(ENTRIES)
    finally:
        driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script})
    print(f"          first visit: {first}\n          next visit: {again}", flush=True)
    expect_equal((first["shift"], again["shift"]), (0, 0), f"layout shift {first['shifts']} {again['shifts']}")
    expect(first["ready"] and first["ready"] < 3000, "ms until it can be used", first)


@suite.test("While an answer comes, nothing else moves, and keys are answered quickly", engines=("chromium",))
def quick_while_streaming(world):
    page = Page(world).open(base=world.kaya.url)
    case = page.ask(world.case("steady"))
    world.browser.run(WATCH_KEYS)
    for _ in range(6):
        world.browser.type("textarea", "neue Frage ")
    turn = page.wait_for("done")
    expect_equal(turn["text"], world.sent(case))
    seen = world.browser.run_async(ENTRIES)
    keys, late = world.browser.run(KEYS)
    print(f"          while streaming: {keys} keys, of which took longer than 16 ms: {late}; {seen}", flush=True)
    expect(keys > 50, "keys that were seen", keys)
    expect(max(late, default=0) < 1000, "ms until a key is shown", late)
    expect_equal(seen["shifts"], [], "layout shifts but for the caret's")


@suite.test("Words are on the screen soon after the model has sent them")
def lag(world):
    page = Page(world).open(base=world.kaya.url)
    world.browser.run(WATCH_WORDS)
    case = page.ask(world.case("steady"))
    page.wait_for("done")
    shown = json.loads(world.browser.run("return document.documentElement.dataset.times"))
    sent = world.model.times[case]
    lags = sorted(shown[str(n)] - sent[n - 1] * 1000 for n in range(1, len(sent)) if str(n) in shown)
    expect(len(lags) > 40, "words seen", len(lags))
    print(f"          {world.engine}: lag in ms: median {lags[len(lags) // 2]:.0f}, p95 {lags[int(len(lags) * 0.95)]:.0f}", flush=True)
    expect(lags[int(len(lags) * 0.95)] < 1500, "p95 in ms", lags)


@suite.test("The page's headers keep strangers out, and its files stay in the browser for a year", engines=("chromium",))
def headers(world):
    with urllib.request.urlopen(world.kaya.url + "/", timeout=10) as response:
        html, fields = response.read().decode(), response.headers
    for part in POLICY:
        expect(part in fields["Content-Security-Policy"], part, fields["Content-Security-Policy"])
    expect("unsafe-inline" not in fields["Content-Security-Policy"] and "unsafe-eval'" not in fields["Content-Security-Policy"].replace("wasm-unsafe-eval", ""),
           "nothing unsafe", fields["Content-Security-Policy"])  # fmt: skip
    expect_equal((fields["X-Content-Type-Options"], fields["Cache-Control"]), ("nosniff", "no-store"))
    folder = re.search(r'data-page="([^"]+)"', html).group(1)
    for path in sorted(set(re.findall(rf'(?:src|href)="({re.escape(folder)}[^"]+)"', html))):
        request = urllib.request.Request(world.kaya.url + path, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request, timeout=10) as response:
            expect("max-age=31536000" in response.headers["Cache-Control"], path, response.headers["Cache-Control"])
            tag = response.headers["ETag"]
        request = urllib.request.Request(world.kaya.url + path, headers={"If-None-Match": tag, "Accept-Encoding": "gzip"})
        try:
            urllib.request.urlopen(request, timeout=10)
            expect(False, f"{path} is sent again although it is known")
        except urllib.error.HTTPError as answer:
            expect_equal(answer.code, 304, path)


@suite.test("No module writes HTML as text, and none evaluates text", engines=("chromium",))
def no_html_as_text(world):
    found = []
    for path in sorted((ROOT / "Web").rglob("*.js")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if FORBIDDEN.search(line) and not line.lstrip().startswith(("*", "//", "/**")):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    expect_equal(found, [])
    Page(world).open()
    inline = world.browser.run("return [...document.querySelectorAll('[style], script:not([src])')].filter((each) => each.localName === 'script' && each.type !== 'application/json').length")
    expect_equal(inline, 0, "inline scripts")
