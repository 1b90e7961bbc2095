"""Reading while an answer comes."""

from .interruptions import MIDDLE, begin, finish
from .page import Page
from .tests import Suite, expect, expect_equal

suite = Suite()
SCROLLER = """
const scroller = (() => {
  for (let node = document.querySelector("chat-transcript"); node; node = node.parentElement) {
    const style = getComputedStyle(node)
    if (/auto|scroll/.test(style.overflowY) && node.scrollHeight > node.clientHeight) return node
  }
  return document.scrollingElement
})();
"""
FIRST_IN_VIEW = """
const done = arguments[arguments.length - 1]
scroller.scrollTop = 100
const look = () => {
  const turn = [...document.querySelectorAll("chat-turn")].find((turn) => turn.getBoundingClientRect().bottom > 200)
  done({ turn: turn.dataset.turn, top: turn.getBoundingClientRect().top, height: scroller.scrollHeight })
}
requestAnimationFrame(() => requestAnimationFrame(look))
"""
PLACE = """
const turn = [...document.querySelectorAll("chat-turn")].find((turn) => turn.dataset.turn === arguments[0])
return turn ? turn.getBoundingClientRect().top : null
"""
FRAMES_OF_SCROLLING = """
const done = arguments[arguments.length - 1], times = []
let last = performance.now(), left = 240
const step = (now) => {
  times.push(now - last)
  last = now
  scroller.scrollTop -= 60
  left -= 1
  if (left > 0) requestAnimationFrame(step)
  else done(times.slice(2).sort((one, two) => one - two))
}
requestAnimationFrame(step)
"""
AT = SCROLLER + "return [scroller.scrollTop, scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight]"


def filled(world, kind):
    """A page in mid-answer with more text above than fits."""
    page = Page(world).open()
    page.ask(world.case("short"))
    page.wait_for("done")
    world.fill(page.conversation, 6)
    page.reload()
    page.wait_for("done")
    case = page.ask(world.case(kind))
    world.browser.wait(lambda: page.turn()["state"] != "done", "the new turn is there")
    return page, case


@suite.test("The view follows the text for who is at the end")
def follows(world):
    page, case = filled(world, "second")
    world.browser.wait(lambda: "0029" in page.turn()["text"], "the first half")
    world.browser.wait(lambda: world.browser.run(AT)[1] < 150, "the end is in view")
    world.model.let_go(case)
    page.wait_for("done")
    world.browser.wait(lambda: world.browser.run(AT)[1] < 150, "the end is in view")


@suite.test("It stays where it is for who has scrolled up, also when the answer ends, and a button leads to the end")
def stays(world):
    page, case = filled(world, "second")
    world.browser.wait(lambda: "0029" in page.turn()["text"], "the first half")
    world.browser.run(SCROLLER + "scroller.scrollTop = 40")
    world.browser.wait(lambda: abs(world.browser.run(AT)[0] - 40) < 2, "it has scrolled")
    world.model.let_go(case)
    page.wait_for("done")
    at = world.browser.run(AT)
    expect(abs(at[0] - 40) < 2, "where it was", at)
    world.browser.click("New text below", "button")
    world.browser.wait(lambda: world.browser.run(AT)[1] < 150, "the end is in view")


IN_VIEW = """
const view = document.querySelector("chat-transcript").getBoundingClientRect(), form = document.querySelector(".feedback-form")?.getBoundingClientRect()
return !!form && form.top >= view.top - 1 && form.bottom <= view.bottom + 1
"""


@suite.test("A rating is no news: there is no new text below, and the form that asks why is in view")
def rated(world):
    page, case = filled(world, "second")
    world.model.let_go(case)
    page.wait_for("done")
    world.browser.run(SCROLLER + "scroller.scrollTop = scroller.scrollHeight - scroller.clientHeight - 130")
    world.browser.wait(lambda: world.browser.run("return !document.querySelector('.to-end').hidden"), "the end is far away")
    world.browser.run("[...document.querySelectorAll('chat-turn [data-action=down]')].at(-1).click()")
    world.browser.wait(lambda: world.browser.run(IN_VIEW), "the form is in view")
    expect(world.browser.named("New text below", "button") is None, "nothing is new", world.browser.run("return document.querySelector('.to-end').textContent"))


@suite.test("A selection in the text stays while more comes")
def selection(world):
    page, case = begin(world)
    world.browser.run("""
      const walker = document.createTreeWalker(document.querySelector("chat-answer"), NodeFilter.SHOW_TEXT)
      const node = walker.nextNode(), range = document.createRange()
      range.setStart(node, 0); range.setEnd(node, 12)
      const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range)""")
    selected = world.browser.run("return getSelection().toString()")
    expect_equal(len(selected), 12, "selected characters")
    finish(world, page, case)
    expect_equal(world.browser.run("return getSelection().toString()"), selected, "selected at the end")


@suite.test("Text that is there is not made anew when more comes")
def append_only(world):
    page, case = begin(world)
    world.browser.run("""
      const first = document.querySelector("chat-answer p, chat-answer").firstChild
      document.documentElement.removed = 0
      const answer = document.querySelector("chat-answer")
      new MutationObserver((records) => {
        const removed = records.reduce((sum, record) => sum + [...record.removedNodes].filter((node) => node.textContent.length > 20).length, 0)
        document.documentElement.dataset.removed = Number(document.documentElement.dataset.removed || 0) + removed
      }).observe(answer, { childList: true, subtree: true })""")
    finish(world, page, case)
    expect_equal(world.browser.run("return document.documentElement.dataset.removed || '0'"), "0", "long nodes taken away")


LONG = 300  # turns


@suite.test(f"A conversation of {LONG} turns opens at its end, has few of them in the document, and loads the earlier ones when they are wanted")
def long_opens(world):
    page = Page(world).open()
    page.ask(world.case("short"))
    page.wait_for("done")
    conversation = page.conversation
    world.fill(conversation, LONG)
    page.open(f"/c/{conversation}")
    world.browser.wait(lambda: len(page.turns()) > 1 and f"Frage {LONG}" in (page.turn()["whole"] or ""), "its last turns are shown")
    world.browser.wait(lambda: world.browser.run(AT)[1] < 150, "the end is in view")
    shown = len(page.turns())
    expect(shown < 120, "turns in the document", shown)
    first = page.turn(0)["whole"]
    for _ in range(20):
        world.browser.run(SCROLLER + "scroller.scrollTop = 0")
        if f"Frage {LONG - 120} " in page.visible_text():
            break
    world.browser.wait(lambda: page.turn(0)["whole"] != first, "earlier turns are shown")
    expect(len(page.turns()) < 150, "turns in the document", len(page.turns()))


@suite.test("Nothing jumps: what is read stays in its place when earlier turns are loaded")
def no_jump(world):
    page = Page(world).open()
    page.ask(world.case("short"))
    page.wait_for("done")
    conversation = page.conversation
    world.fill(conversation, LONG)
    page.open(f"/c/{conversation}")
    world.browser.wait(lambda: len(page.turns()) > 1 and f"Frage {LONG}" in (page.turn()["whole"] or ""), "its last turns are shown")
    world.browser.wait(lambda: world.browser.run(AT)[1] < 150, "the end is in view")
    world.network.trouble(rate=20_000)  # so that the earlier ones come after the view has settled
    seen = world.browser.run_async(SCROLLER + FIRST_IN_VIEW)
    world.browser.wait(lambda: world.browser.run(SCROLLER + "return scroller.scrollHeight") > seen["height"] + 1000, "earlier turns are loaded")
    after = world.browser.run(PLACE, seen["turn"])
    expect(after is not None and abs(after - seen["top"]) < 3, f"where {seen} is then", after)


@suite.test("A conversation of 5,000 turns opens as quickly as any, and scrolls smoothly", engines=("chromium",))
def very_long(world):
    page = Page(world).open()
    page.ask(world.case("short"))
    page.wait_for("done")
    conversation = page.conversation
    world.fill(conversation, 5_000)
    driver = world.browser.driver
    watch = """new MutationObserver((_, observer) => {
      if (!document.querySelector("chat-turn:last-of-type")?.textContent.includes("Frage 5000 ")) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => { window.shownAt = performance.now() }))
    }).observe(document, { subtree: true, childList: true })"""
    script = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": watch})["identifier"]
    try:
        page.open(f"/c/{conversation}", world.kaya.url)
        shown = world.browser.wait(lambda: world.browser.run("return window.shownAt"), "the last turn is shown")
    finally:
        driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script})
    # What has been loaded is scrolled through; what has not is another matter, the network's.
    for _ in range(4):
        height = world.browser.run(SCROLLER + "const height = scroller.scrollHeight; scroller.scrollTop = 0; return height")
        world.browser.wait(lambda height=height: world.browser.run(SCROLLER + "return scroller.scrollHeight") > height + 1000, "earlier turns are loaded")
    world.browser.run(SCROLLER + "scroller.scrollTop = scroller.scrollHeight")
    times = world.browser.run_async(SCROLLER + FRAMES_OF_SCROLLING)
    median, late = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"          {world.engine}: 5,000 turns: shown after {shown:.0f} ms; frames of scrolling: median {median:.1f} ms, p95 {late:.1f} ms, longest {times[-1]:.1f} ms", flush=True)
    expect(shown < 2000, "ms until the last turn is shown", shown)
    expect(median < 25, "ms of a frame", times)
