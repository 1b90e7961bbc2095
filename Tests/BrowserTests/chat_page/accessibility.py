"""Using the page with a keyboard, a screen reader, large text or a small screen."""

import axe

from .interruptions import MIDDLE, begin, finish
from .page import Page
from .rehearsed_model import KINDS, SENTENCE
from .tests import Suite, expect, expect_equal

suite = Suite()
LIVE = """
document.documentElement.dataset.said = "[]"
const page = window.wrappedJSObject || window
const SELECTOR = "[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output"
new MutationObserver((records) => {
  const regions = new Set()
  for (const record of records) {
    const element = record.target.nodeType === 1 ? record.target : record.target.parentElement
    const region = element && element.closest(SELECTOR)
    if (region && region.textContent.trim() && getComputedStyle(region).display !== "none") regions.add(region)
  }
  const said = JSON.parse(document.documentElement.dataset.said)
  for (const region of regions) said.push(region.textContent.trim().slice(0, 80))
  document.documentElement.dataset.said = JSON.stringify(said)
}).observe(document.body, { subtree: true, childList: true, characterData: true })
"""
SAID = "return JSON.parse(document.documentElement.dataset.said)"
SMALL_TARGETS = """
return [...document.querySelectorAll("button, summary, select, input, textarea, [role=button], a[href]")].filter((each) => {
  const box = each.getBoundingClientRect(), style = getComputedStyle(each)
  if (box.width === 0 || style.visibility === "hidden" || each.closest(".visually-hidden") || box.width <= 1) return false
  if (style.display.startsWith("inline") && each.closest("p, li, td") && each.parentElement.textContent !== each.textContent) return false
  if (each.matches("input[type=radio], input[type=checkbox]") && each.closest("label")?.getBoundingClientRect().height >= 24) return false
  return box.width < 24 || box.height < 24
}).map((each) => `${each.outerHTML.slice(0, 120)} ${each.getBoundingClientRect().width}×${each.getBoundingClientRect().height}`)
"""


STANDS_STILL = """return document.getAnimations().every((each) => each.playState !== "running"
  || each.effect.getComputedTiming().iterations === Infinity)"""


def find_nothing(world, where):
    world.browser.wait(lambda: world.browser.run(STANDS_STILL), "nothing fades in any more")
    found = axe.violations(world.browser.run_async)
    expect(not found, f"axe, {where}", "; ".join(f"{each['rule']}: {each['help']} {each['nodes']}" for each in found))


@suite.test("axe finds nothing in an empty conversation")
def axe_empty(world):
    Page(world).open()
    find_nothing(world, "empty")


@suite.test("axe finds nothing while an answer is written, and when it is done, with its sources")
def axe_answer(world):
    page = Page(world).open()
    case = page.ask(world.case("samplergate"), "Ich möchte mein KFZ zulassen")
    world.browser.wait(lambda: "Geduld" in page.turn()["text"] or "drei" in page.turn()["text"], "text is there")
    find_nothing(world, "writing")
    world.model.let_go(case)
    page.wait_for("done")
    find_nothing(world, "done")


@suite.test("axe finds nothing in a failed answer")
def axe_failed(world):
    page = Page(world).open()
    page.ask(world.case("broken"))
    page.wait_for("failed")
    find_nothing(world, "failed")


@suite.test("axe finds nothing in the settings, in the list of shortcuts and in a conversation's menu")
def axe_dialogs(world):
    page = Page(world).open()
    page.ask(world.case("short"), "Menü")
    page.wait_for("done")
    world.browser.click("Settings", "button")
    find_nothing(world, "settings")
    world.browser.press("Escape")
    world.browser.click("Keyboard shortcuts", "button")
    find_nothing(world, "shortcuts")
    world.browser.press("Escape")
    world.browser.click("Actions for this conversation", "button")
    find_nothing(world, "menu")


@suite.test("axe finds nothing in the dark, and on a screen of 320 pixels", engines=("chromium",))
def axe_dark_and_small(world):
    page = Page(world).open()
    page.ask(world.case("sampler"), "Ich möchte mein KFZ zulassen")
    page.wait_for("done")
    world.browser.media(prefers_color_scheme="dark")
    try:
        find_nothing(world, "dark")
        world.browser.resize(320, 640)
        find_nothing(world, "dark and small")
        world.browser.click("Show conversations", "button")
        find_nothing(world, "list open, dark and small")
    finally:
        world.browser.media(prefers_color_scheme="light")
        world.browser.resize(1200, 800)


@suite.test("Sentences are announced, not tokens: live regions change at most once a sentence, and twice besides")
def announced(world):
    page = Page(world).open()
    world.browser.run(LIVE)
    page.ask(world.case("sentences"))
    page.wait_for("done")
    sentences = -(-KINDS["sentences"].words // SENTENCE)
    said = world.browser.run(SAID)
    expect(1 <= len(said) <= sentences + 2, f"{len(said)} announcements for {sentences} sentences", said)


@suite.test("Who wants only the end hears only the end")
def announced_at_end(world):
    page = Page(world).open()
    world.browser.click("Settings", "button")
    world.browser.click("Only when the answer is complete")
    world.browser.press("Escape")
    world.browser.run(LIVE)
    page.ask(world.case("sentences"))
    page.wait_for("done")
    said = world.browser.run(SAID)
    expect(1 <= len(said) <= 3, "announcements", said)


LANGUAGES = """
const of = (selector) => document.querySelector(selector)?.closest("[lang]")?.lang
return { page: of("kaya-page"), title: of("h1"), row: of(".row-title"), question: of(".question-text [dir]"),
  answer: of(".answer-text p"), actions: of(".turn-actions, chat-turn button"), said: of("live-announcer span") }
"""


@suite.test("A German question, its answer and what is read out of it are marked as German on an English page")
def marked(world):
    page = Page(world).open()
    page.ask(world.case("guide"), "Was brauche ich für die Zulassung? Und was kostet das?")
    page.wait_for("done")
    wanted = {"page": "en", "actions": "en"} | dict.fromkeys(("title", "row", "question", "answer", "said"), "de")
    world.browser.wait(lambda: world.browser.run(LANGUAGES) == wanted, lambda: f"the languages are {wanted}: {world.browser.run(LANGUAGES)}")


@suite.test("There is one main heading, a main landmark, a language, and questions are headings")
def structure(world):
    page = Page(world).open()
    page.ask(world.case("short"), "Überschrift")
    page.wait_for("done")
    seen = world.browser.run("""return {
      h1: document.querySelectorAll("h1").length, main: document.querySelectorAll("main").length, lang: document.documentElement.lang,
      nav: document.querySelectorAll("nav, [role=navigation]").length, title: document.title,
      headings: [...document.querySelectorAll("h1, h2, h3")].map((heading) => heading.textContent.trim()) }""")
    expect_equal((seen["h1"], seen["main"], seen["lang"]), (1, 1, "en"))
    expect(seen["nav"] >= 1 and seen["title"], "landmark and title", seen)
    expect(any("Überschrift" in heading for heading in seen["headings"]), "the question is a heading", seen["headings"])


@suite.test("Everything can be done with the keyboard: ask, stop, open a menu, rename, settings and back")
def keyboard(world):
    page = Page(world).open()
    for _ in range(40):
        if world.browser.run("return document.activeElement?.matches('textarea') === true"):
            break
        world.browser.press("Tab")
    expect(world.browser.run("return document.activeElement?.matches('textarea')"), "the text field is reached by Tab")
    case = world.case("gated")
    for letter in f"Tastatur [{case}]":
        world.browser.press(letter)
    world.browser.press("Enter")
    page.wait_for_text(MIDDLE)
    world.browser.press("Escape")
    page.wait_for("stopped")
    names, is_visible = tab_through(world, 60)
    expect(is_visible, "every stop shows its focus", is_visible)
    for wanted in ("Settings", "New conversation", "Answer again"):
        expect(any(wanted in name for name in names), f"{wanted} is reached by Tab", names)


def tab_through(world, stops):
    """The names of what Tab reaches, and whether the focus is visible at each of them."""
    names, unseen = [], []
    for _ in range(stops):
        world.browser.press("Tab")
        seen = world.browser.run("""
          const element = document.activeElement
          if (!element || element === document.body) return null
          const style = getComputedStyle(element), box = element.getBoundingClientRect()
          const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none"
          const around = element.closest(":focus-within") && getComputedStyle(element.parentElement).outlineStyle !== "none"
          return { name: (element.getAttribute("aria-label") || element.innerText || element.title || element.localName).trim(),
            ring: !document.hasFocus() || ring || around || !!element.closest("chat-composer"), width: box.width, html: element.outerHTML.slice(0, 100) }""")
        if seen is None:
            continue
        names.append(seen["name"])
        if not seen["ring"] or seen["width"] == 0:
            unseen.append(seen["html"])
    expect(not unseen, "a stop without visible focus", unseen)
    return names, True


@suite.test("A dialog keeps the focus while it is open and gives it back")
def dialog_focus(world):
    Page(world).open()
    button = world.browser.named("Settings", "button")
    expect(button is not None, "there is a button")
    world.browser.click("Settings", "button")
    inside = "return !!document.activeElement?.closest('dialog, [role=dialog]')"
    world.browser.wait(lambda: world.browser.run(inside), "the focus is in the dialog")
    for _ in range(12):
        world.browser.press("Tab")
    expect(world.browser.run(inside + " || document.activeElement === document.body"), "it stays there",
           world.browser.run("return document.activeElement.outerHTML.slice(0, 200)"))  # fmt: skip
    world.browser.press("Escape")
    world.browser.wait(lambda: not world.browser.run("return !!document.querySelector('dialog[open]')"), "the dialog is closed")
    name = world.browser.run("return document.activeElement?.getAttribute('aria-label') || document.activeElement?.innerText || ''")
    expect("Settings" in name, "the focus is where it was", name)


@suite.test("The question mark shows the shortcuts, and does not while one writes")
def shortcuts(world):
    page = Page(world).open()
    world.browser.type("textarea", "?")
    expect_equal(page.draft(), "?", "in the text field")
    expect(not world.browser.run("return !!document.querySelector('dialog[open]')"), "no dialog")
    world.browser.run("document.activeElement.blur()")
    world.browser.press("?")
    world.browser.wait(lambda: world.browser.run("return !!document.querySelector('dialog[open]')"), "the list is shown")


@suite.test("Targets are at least 24 pixels high and wide")
def targets(world):
    page = Page(world).open()
    page.ask(world.case("short"), "Ich möchte mein KFZ zulassen")
    page.wait_for("done")
    expect_equal(world.browser.run(SMALL_TARGETS), [], "smaller ones")


@suite.test("Who wants less movement gets none, and forced colours leave everything visible", engines=("chromium",))
def preferences(world):
    world.browser.media(prefers_reduced_motion="reduce", forced_colors="active")
    try:
        page = Page(world).open()
        case = page.ask(world.case("gated"))
        page.wait_for_text(MIDDLE)
        moving = world.browser.run("""return document.getAnimations().filter((each) => each.playState === "running"
          && each.effect.getComputedTiming().duration > 1).map((each) => each.animationName || each.transitionProperty)""")
        expect_equal(moving, [], "what moves")
        world.model.let_go(case)
        page.wait_for("done")
        find_nothing(world, "forced colours")
    finally:
        world.browser.media(prefers_reduced_motion="no-preference", forced_colors="none")


@suite.test("Appearance and text size are chosen in the settings and stay")
def settings(world):
    page = Page(world).open()
    background = "return getComputedStyle(document.body).backgroundColor"
    before = world.browser.run(background)
    world.browser.click("Settings", "button")
    world.browser.click("Dark")
    world.browser.press("Escape")
    world.browser.wait(lambda: world.browser.run(background) != before, "it is dark")
    dark = world.browser.run(background)
    page.reload()
    expect_equal(world.browser.run(background), dark, "after a reload")


@suite.test("An answer is marked busy while it is written")
def busy(world):
    page, case = begin(world)
    expect(page.turn()["isBusy"], "while it is written")
    finish(world, page, case)
    expect(not page.turn()["isBusy"], "afterwards")
