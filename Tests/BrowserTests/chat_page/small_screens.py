"""The page where there is little room: on a phone, magnified, or with larger text."""

from .accessibility import SMALL_TARGETS
from .page import Page
from .tests import Suite, expect, expect_equal

suite = Suite()


@suite.test("At 320 pixels nothing has to be scrolled sideways, and everything is still there", engines=("chromium",))
def reflow(world):
    world.browser.resize(320, 640)
    try:
        page = Page(world).open()
        page.ask(world.case("sampler"), "Ich möchte mein KFZ zulassen")
        page.wait_for("done")
        seen = world.browser.run("return [document.documentElement.scrollWidth, innerWidth, document.querySelector('textarea').getBoundingClientRect().width]")
        expect(seen[0] <= 320 and seen[2] > 150, "widths", seen)
        expect_equal(world.browser.run(SMALL_TARGETS), [], "smaller targets")
        over = world.browser.run("""return [...document.querySelectorAll("body *")].filter((each) => {
          const box = each.getBoundingClientRect()
          if (!(box.right > 321 && box.width > 0 && box.height > 0)) return false
          for (let at = each.parentElement; at; at = at.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return false
          return true }).map((each) => each.outerHTML.slice(0, 100)).slice(0, 5)""")
        expect_equal(over, [], "what sticks out")
    finally:
        world.browser.resize(1200, 800)


SHARE = "return document.querySelector('chat-transcript').getBoundingClientRect().height / innerHeight"
COVERED_BUTTONS = """
return [...document.querySelectorAll(".page-header button, .page-title button")].filter((each) => each.getClientRects().length > 0).filter((each) => {
  const { left, top, width, height } = each.getBoundingClientRect()
  return !each.contains(document.elementFromPoint(left + width / 2, top + height / 2))
}).map((each) => each.outerHTML.slice(0, 100))
"""


@suite.test("At 400 % at least half of the window is the conversation's, also beside a long draft and with larger text", engines=("chromium",))
def magnified(world):
    world.browser.resize(320, 200)
    try:
        page = Page(world).open()
        page.ask(world.case("sampler"), "Ich möchte mein KFZ zulassen")
        page.wait_for("done")
        for size in ("100", "150"):
            world.browser.run("document.documentElement.dataset.textSize = arguments[0]", size)
            world.browser.wait(lambda: world.browser.run(SHARE) >= 0.5, lambda: f"half of the window at {size} %: {world.browser.run(SHARE)}", 5)
            expect_equal(world.browser.run(COVERED_BUTTONS), [], f"buttons that cannot be pressed at {size} %")
            world.browser.type("textarea", "Ein langer Entwurf. " * 20)
            expect(world.browser.run(SHARE) >= 0.5, f"half of the window beside a draft at {size} %", world.browser.run(SHARE))
            wide = world.browser.run("return [document.documentElement.scrollWidth, innerWidth]")
            expect(wide[0] <= wide[1], "widths", wide)
    finally:
        world.browser.resize(1200, 800)


BROKEN_SETTINGS = """
const dialog = document.querySelector("dialog.settings"), outer = dialog.getBoundingClientRect()
const sticksOut = ({ left, right }) => left < outer.left || right > outer.right
return [...dialog.querySelectorAll(".choice, .choice span, .dialog-head button")].filter((each) =>
  sticksOut(each.getBoundingClientRect()) || each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0).map((each) => each.outerHTML.slice(0, 100))
"""


@suite.test("The settings are whole on a phone, in German and with text at 150 %", engines=("chromium",))
def settings_reflow(world):
    try:
        for width, size in ((320, "100 %"), (390, "150 %"), (320, "150 %")):
            world.browser.resize(width, 640)
            Page(world).open("/?lang=de")
            world.browser.click("Einstellungen", "button")
            world.browser.click(size)
            world.browser.wait(lambda: not world.browser.run(BROKEN_SETTINGS), lambda: f"whole at {size}: {world.browser.run(BROKEN_SETTINGS)}", 5)
            inner = world.browser.run("const { clientWidth, scrollWidth } = document.querySelector('.dialog-content'); return [clientWidth, scrollWidth]")
            expect_equal(inner[1], inner[0], f"what is seen and what there is at {width} pixels and {size}")
    finally:
        world.browser.resize(1200, 800)


CUT = """
const field = document.querySelector("textarea"), name = document.querySelector(".header-name"), style = getComputedStyle(field)
const wanted = parseFloat(style.lineHeight) + parseFloat(style.paddingTop) + parseFloat(style.paddingBottom)
return { size: style.fontSize, field: field.clientHeight < Math.max(field.scrollHeight, Math.floor(wanted)), bar: field.offsetWidth > field.clientWidth,
  name: name.scrollWidth > name.clientWidth || name.scrollHeight > name.clientHeight + 1, width: document.documentElement.scrollWidth > innerWidth }
"""


@suite.test("When the text becomes larger on a phone, the field and the service's name are whole, and a draft fits anew", engines=("chromium",))
def larger_text(world):
    world.browser.resize(390, 844)
    whole = {"field": False, "bar": False, "name": False, "width": False}
    try:
        Page(world).open()
        small = world.browser.run(CUT)["size"]
        for draft in ("", "Zwei Zeilen in kleiner Schrift, drei in großer."):
            world.browser.type("textarea", draft)
            for size in ("150 %", "100 %"):
                world.browser.click("Settings", "button")
                world.browser.click(size)
                world.browser.press("Escape")
                is_larger = size == "150 %"

                def fits(is_larger=is_larger):
                    seen = world.browser.run(CUT)
                    return (seen.pop("size") != small) == is_larger and seen == whole

                world.browser.wait(fits, lambda: f"nothing is cut: {world.browser.run(CUT)}", 5)
    finally:
        world.browser.resize(1200, 800)


COVERS = """
const toast = document.querySelector(".toast").getBoundingClientRect()
return [...document.querySelectorAll(".turn-actions, .turn-state, chat-composer")].filter((each) => {
  const box = each.getBoundingClientRect()
  return box.height > 0 && box.top < toast.bottom && box.bottom > toast.top
}).map((each) => each.className || each.localName)
"""


@suite.test("A short message covers neither the buttons of the last answer nor the composer", engines=("chromium",))
def toast_covers_nothing(world):
    page = Page(world).open()
    page.ask(world.case("sampler"))
    page.wait_for("done")
    try:
        for width, height in ((1200, 800), (390, 844)):
            world.browser.resize(width, height)
            world.browser.click("Actions for this conversation", "button")
            world.browser.click("Archive")
            world.browser.wait(lambda: world.browser.run("return !!document.querySelector('.toast')"), "it is said")
            expect_equal(world.browser.run(COVERS), [], f"what it covers at {width} pixels")
            world.browser.click("Undo", "button")
            world.browser.wait(lambda: world.browser.run("return !document.querySelector('.toast')"), "it is gone")
    finally:
        world.browser.resize(1200, 800)


@suite.test("Text at twice its size fits", engines=("chromium", "firefox"))
def zoomed(world):
    world.browser.resize(600, 700)
    try:
        page = Page(world).open()
        world.browser.run("document.documentElement.style.setProperty('font-size', '200%')")
        page.ask(world.case("sampler"))
        page.wait_for("done")
        seen = world.browser.run("return [document.documentElement.scrollWidth, innerWidth]")
        expect(seen[0] <= seen[1], "widths", seen)
    finally:
        world.browser.resize(1200, 800)
