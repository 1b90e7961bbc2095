"""Without script: on a small screen, in the dark, on paper, by keyboard and for screen readers."""

import axe

from .accessibility import find_nothing
from .plain_browser import START, PlainPage, run_scripts
from .tests import Suite, expect, expect_equal

suite = Suite()
RESIZABLE = ("chromium", "firefox")
CHROMIUM = ("chromium",)
TOO_WIDE = """return document.documentElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
      .map((each) => each.outerHTML.slice(0, 80)) : null"""
SMALL_TARGETS = """
return [...document.querySelectorAll("button, summary, input, textarea, a[href]")].filter((each) => {
  const box = each.getBoundingClientRect()
  if (box.width <= 1 || each.matches("p a, td a, li a, .answer-text a, [type=hidden], [type=radio]")) return false
  return box.width < 24 || box.height < 24
}).map((each) => each.outerHTML.slice(0, 120))"""


def states(world):
    """Goes through the states of the page, and yields the name of each when it is there."""
    page = PlainPage(world).open()
    yield "start"
    case = page.ask("samplergate", "Ich möchte mein KFZ zulassen")
    page.wait_for("drei")
    world.browser.click("Do not reload by itself", "link")
    page.wait_for("Reload by itself")
    yield "writing"
    world.model.let_go(case)
    world.browser.open(page.address.split("?")[0] + START[1:])
    page.wait_for_end()
    yield "done"
    world.browser.click("Not helpful …", "button")
    yield "feedback"
    world.browser.click_at(".passage")
    page.wait_for("Source 1")
    yield "passage"
    world.browser.click("Back", "link")
    page.wait_for_end().write("Nichts" * 2_000)
    world.browser.click("Send", "button")
    page.wait_for("characters")
    yield "mistake"
    world.browser.click("Delete …", "link")
    page.wait_for("Delete this conversation?")
    yield "deletion"
    page.open("/c/nothing?script=none")
    yield "missing"
    page.open(START + "&erase=ask")
    yield "erasure"
    page.open()
    page.ask("broken")
    page.wait_for_end()
    yield "failed"


@suite.test("axe finds nothing in any state, in light and dark", CHROMIUM)
def axe_states(world):
    world.browser.driver.set_script_timeout(60)
    try:
        for name in states(world):
            run_scripts(world.browser, True)
            for appearance in ("light", "dark"):
                world.browser.media(prefers_color_scheme=appearance)
                find_nothing(world, f"{name}, {appearance}")
            expect_equal(world.browser.run(SMALL_TARGETS), [], f"small targets, {name}")
            run_scripts(world.browser, False)
    finally:
        run_scripts(world.browser, False)
        world.browser.media()


@suite.test("A page that renews itself says so and how to end that; axe finds nothing else in it", CHROMIUM)
def axe_renewing(world):
    page = PlainPage(world).open()
    page.ask("gated")
    page.wait_for("wörter0019").wait_for("This page reloads itself every two seconds.")
    expect(world.browser.named("Do not reload by itself", "link"), "it can be ended", page.text)
    run_scripts(world.browser, True)
    try:
        page.browser.wait(lambda: _axe(world) == [{"meta-refresh"}], "axe finds that it renews itself, and nothing else")
    finally:
        run_scripts(world.browser, False)


def _axe(world):
    try:
        return [{found["rule"] for found in axe.violations(world.browser.run_async)}]
    except Exception:  # the page has renewed itself meanwhile
        return None


@suite.test("At 320 pixels nothing has to be scrolled sideways", RESIZABLE)
def small(world):
    world.browser.resize(320, 640)
    try:
        for name in states(world):
            expect_equal(world.browser.run(TOO_WIDE), None, f"too wide, {name}")
    finally:
        world.browser.resize(1200, 800)


@suite.test("On paper there are questions, sources and answers, and no buttons", CHROMIUM)
def printed(world):
    page = PlainPage(world).open()
    page.ask("short", "Ich möchte mein KFZ zulassen")
    page.wait_for_end()
    world.browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        text = page.text
        expect("KFZ" in text and "Sources" in text and "ende." in text, "what is there", text)
        for words in ("Send", "Answer again", "Conversations", "Helpful", "Rename", "Read the passage"):
            expect(words not in text, f"{words!r} is not there", text)
    finally:
        world.browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@suite.test("Everything can be done by keyboard, and the focus is seen")
def keyboard(world):
    page = PlainPage(world).open()
    case = world.case("short")
    page.tab_to("Your question").press(f"Tasten [{case}]")
    page.tab_to("Send").press("Enter")
    page.wait_for(f"[{case}]").wait_for_end()
    page.tab_to("Helpful").press("Enter")
    page.wait_for("You found this answer helpful.")
    page.tab_to("Delete …").press("Enter")
    page.wait_for("Delete this conversation?")
    page.tab_to("Delete for good").press("Enter")
    page.wait_for("The conversation is deleted.")
