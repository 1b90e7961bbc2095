"""The debug panel, the connection check and the support bundle, used by keyboard."""

import json
import re
import subprocess
from contextlib import contextmanager

from harness.kaya import BINARY, environment

from .accessibility import find_nothing
from .asking import open_first_source
from .interruptions import MIDDLE, finish
from .page import Page
from .tests import Suite, expect, expect_equal
from .troubled_network import Cut, TroubledNetwork
from .world import ingest

suite = Suite()
TABS = ("timeline", "stream", "frames", "errors", "check", "bundle", "replay")
RUNGS = ("stream", "events", "poll", "plain")
NAME, PASSWORD = "stine", "geheimes-wort-2"
PANEL = "return !!document.querySelector('debug-panel')"
LOADED = "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\\/debug\\//.test(name))"
ON_HEADING = "return document.activeElement?.id === 'debug-title'"
FOCUSED = """
const element = document.activeElement, label = element?.matches("select") ? element.closest("label").firstChild.textContent : null
return element ? (label || element.getAttribute("aria-label") || element.textContent).trim() : ""
"""
TIMELINE = """
return [...document.querySelectorAll("#debug-view-timeline tbody tr")].map((row) => ({
  step: row.querySelector("strong").textContent, text: row.textContent, isTrouble: row.dataset.tone === "warning" }))
"""
FIGURES = "return Object.fromEntries([...document.querySelectorAll('.debug-figures > div')].map((row) => [...row.children].map((each) => each.textContent)))"


@contextmanager
def diagnosis(world, name="diagnosis", **settings):
    """The same world with another Kaya; without more said, one in which everybody may open the panel."""
    made = world.__dict__.setdefault("made", {})
    if name not in made:
        made[name] = world.start_kaya(name, **(settings or {"KAYA_PAGE_DEBUG": "true"}))
    open_kaya, open_network = world.kaya, world.network
    world.kaya, world.network = made[name], TroubledNetwork(made[name].port)
    try:
        world.begin()
        yield
    finally:
        world.network.stop()
        world.kaya, world.network = open_kaya, open_network


def open_panel(world):
    """Opens it, or goes to its heading when it is open."""
    if world.browser.run(PANEL):
        world.browser.run("document.getElementById('debug-title').focus()")
    else:
        world.browser.press("Alt", "Shift", "D")
    world.browser.wait(lambda: world.browser.run(ON_HEADING), "the heading of the panel has the focus")


def go_to(world, name):
    """Presses Tab, from the panel's heading, until something with this name has the focus."""
    open_panel(world)
    seen = []
    while len(seen) < 40:
        world.browser.press("Tab")
        seen.append(world.browser.run(FOCUSED))
        if seen[-1] == name:
            return
    expect(False, f"{name!r} is reached by Tab", seen)


def press(world, name):
    go_to(world, name)
    world.browser.press("Enter")


def choose(world, name, number):
    """Chooses the option with this number of a list that has a name."""
    go_to(world, name)
    world.browser.press("Home")
    for _ in range(number):
        world.browser.press("ArrowDown")
    at = world.browser.run("return document.activeElement.selectedIndex")
    expect_equal(at, number, f"the option of {name!r}")


def show(world, tab):
    """Goes to a tab with the arrow keys."""
    open_panel(world)
    for _ in range(20):
        world.browser.press("Tab")
        if world.browser.run("return document.activeElement.matches('[role=tab]')"):
            break
    world.browser.press("Home")
    for _ in range(TABS.index(tab)):
        world.browser.press("ArrowRight")
    expect_equal(world.browser.run("return document.activeElement.id"), f"debug-tab-{tab}", "the tab")
    expect(world.browser.run("return !document.getElementById(arguments[0]).hidden", f"debug-view-{tab}"), "it is shown", tab)


def page_with_panel(world):
    page = Page(world).open()
    open_panel(world)
    return page


def text_of(world, selector):
    return world.browser.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector)


@suite.test("Whoever may not see the debug panel cannot open it, and none of its files is loaded")
def not_for_everybody(world):
    page = Page(world).open()
    world.browser.press("Alt", "Shift", "D")
    page.ask(world.case("short"))
    page.wait_for("done")
    expect(not world.browser.run(PANEL), "there is no panel")
    expect(world.browser.named("Diagnosis", "button") is None, "there is no button")
    expect_equal(world.browser.run(LOADED), [], "files of the panel")


@suite.test("Where everybody may see the debug panel its files are loaded when it is opened, and not before")
def loaded_when_opened(world):
    with diagnosis(world):
        Page(world).open()
        expect_equal(world.browser.run(LOADED), [], "files before")
        open_panel(world)
        expect(world.browser.run(LOADED), "files afterwards")


@suite.test("A source that is read makes room for the panel and does not cover it, and the same keys close the panel again", engines=("chromium", "firefox"))
def beside_a_source(world):
    data = world.folder / "sources" / "data"
    if not data.exists():
        data.mkdir(parents=True)
        ingest(data)
    with diagnosis(world, "sources", KAYA_PAGE_DEBUG="true"):
        page = Page(world).open()
        page.ask(world.case("short"), "Ich möchte mein KFZ zulassen")
        page.wait_for("done")
        open_first_source(world)
        open_panel(world)
        world.browser.wait(lambda: world.browser.run("return document.querySelector('kaya-page').dataset.layout") == "narrow", "there is little room")
        expect_equal(world.browser.run("return document.querySelectorAll('dialog:modal').length"), 0, "dialogs")
        expect(world.browser.run(ON_HEADING), "the focus is in the panel")
        world.browser.press("Alt", "Shift", "D")
        world.browser.wait(lambda: not world.browser.run(PANEL), "the panel is closed")


@suite.test("Somebody of support, who has the scope debug, can open the panel, and somebody else who is logged in cannot")
def for_support(world):
    data = world.folder / "support" / "data"
    if not data.exists():
        data.mkdir(parents=True)
        for name, role in ((NAME, "support"), ("bernd", "reader")):
            subprocess.run([str(BINARY), "user", "add", name, "--role", role, "--data", str(data)], input=PASSWORD + "\n", text=True,
                           check=True, env=environment({}), stdout=subprocess.DEVNULL, timeout=60)  # fmt: skip
    for name, may in (("bernd", False), (NAME, True)):
        with diagnosis(world, "support", KAYA_IDENTITY_REQUIRED="true"):
            page = Page(world).open()
            world.browser.wait(lambda: world.browser.run("return !!document.querySelector('dialog input[type=password]')"), "there is a form")
            world.browser.type("dialog input:not([type=password])", name)
            world.browser.type("dialog input[type=password]", PASSWORD)
            world.browser.press("Enter")
            world.browser.wait(lambda who=name, seen=page: who in seen.visible_text(), f"{name} is logged in")
            if may:
                world.browser.wait(lambda: world.browser.named("Diagnosis", "button"), "there is a button")
                open_panel(world)
            else:
                expect(world.browser.named("Diagnosis", "button") is None, "there is no button")


@suite.test("The timeline shows the connection, the first byte, the first text and the end, in this order and without trouble")
def timeline(world):
    with diagnosis(world):
        page = page_with_panel(world)
        finish(world, page, page.ask(world.case("steady")))
        rows = world.browser.wait(lambda: (lambda seen: seen if seen and seen[-1]["step"] == "end" else None)(world.browser.run(TIMELINE)), "the end")
        steps = [row["step"] for row in rows]
        wanted = ["asked", "connection begun", "head of the answer", "first byte", "first text", "end"]
        expect_equal([step for step in steps if step in wanted], wanted, "steps")
        expect_equal([row["text"] for row in rows if row["isTrouble"]], [], "trouble")


@suite.test("Cutting the network in the panel breaks the reading, shows as trouble, and the answer is complete with one call of the model")
def cut_here(world):
    with diagnosis(world):
        page = page_with_panel(world)
        case = page.ask(world.case("gated"))
        page.wait_for_text(MIDDLE)
        press(world, "Cut the network here")
        world.browser.wait(lambda: any(row["isTrouble"] and row["step"] == "cut off" for row in world.browser.run(TIMELINE)), "trouble")
        finish(world, page, case)
        rows = world.browser.run(TIMELINE)
        expect(any(row["step"] == "resuming begun" for row in rows), "it is resumed", rows)


@suite.test("Where the network is switched off in the panel the answer waits, and closing the panel brings it back")
def switched_off(world):
    with diagnosis(world):
        page = page_with_panel(world)
        case = page.ask(world.case("gated"))
        page.wait_for_text(MIDDLE)
        press(world, "Network off")
        page.wait_for("offline")
        press(world, "Close the diagnosis")
        expect(not world.browser.run(PANEL), "there is no panel")
        finish(world, page, case)


@suite.test("What was received, shown and stored has the same length at the end")
def lengths(world):
    with diagnosis(world):
        page = page_with_panel(world)
        show(world, "stream")
        case = page.ask(world.case("steady"))
        finish(world, page, case)
        whole = f"{len(world.sent(case).encode('utf-16-le')) // 2:,}"

        def agree():
            seen = world.browser.run(FIGURES)
            return [seen["received"], seen["shown"], seen["stored"]] == [whole] * 3

        world.browser.wait(agree, "the three lengths agree")
        expect_equal(world.browser.run(FIGURES)["state"], "done")


@suite.test("The raw frames are what was read, and all of it")
def raw_frames(world):
    with diagnosis(world):
        page = page_with_panel(world)
        show(world, "frames")
        case = page.ask(world.case("short"))
        finish(world, page, case)

        def text():
            frames = world.browser.run("return [...document.querySelectorAll('#debug-view-frames li code')].map((each) => each.textContent).reverse()")
            found = re.findall(r'event: answer\.delta\s+(?:id: \S+\s+)?data: (\{.*\})', "\n".join(frames))
            return "".join(json.loads(data)["text"] for data in found)

        world.browser.wait(lambda: text() == world.sent(case), "the frames hold the answer")


def asked(world, page, kind, number):
    """The turn with this number, asked and read to its end."""
    case = page.ask(world.case(kind))
    world.browser.wait(lambda: len(page.turns()) == number, "its turn is there")
    return finish(world, page, case)


@suite.test("Each way that is forced in the panel gives the whole answer, and closing the panel undoes it")
def forced(world):
    with diagnosis(world):
        page = page_with_panel(world)
        for number, rung in enumerate(RUNGS, 1):
            choose(world, "Way", number)
            turn = asked(world, page, "steady", number)
            expect_equal(turn["rung"], rung, "the way")
        press(world, "Close the diagnosis")
        turn = asked(world, page, "short", len(RUNGS) + 1)
        expect_equal(turn["rung"], "stream", "the way afterwards")


def checked(world, **habits):
    """What somebody reads who checks the connection in the settings."""
    Page(world).open()
    world.browser.click("Settings", "button")
    world.network.trouble(**habits)
    world.browser.click("Check the connection", "button")
    return findings(world)


def findings(world):
    look = "return [...document.querySelectorAll('.debug-findings li')].map((each) => each.textContent)"
    return world.browser.wait(lambda: world.browser.run(look), "the check has found something")


@suite.test("Everybody can check the connection in the settings; where nothing is in the way it says that text arrives piece by piece")
def check_fine(world):
    seen = checked(world)
    expect_equal(seen[0], "Text arrives piece by piece.")
    expect("There is nothing to do." in text_of(world, ".debug-results"), "the advice", text_of(world, ".debug-results"))


@suite.test("The check finds a proxy that buffers, one that compresses, and one that cuts")
def check_troubles(world):
    for habits, words in (
        ({"buffers": True}, r"holds the answer back"),
        ({"gzips": True}, r"compresses the text \(gzip\)"),
        ({"lifetime": 3}, r"Connections are cut off after (2\.\d|3) seconds"),
        ({"cuts": [Cut(700, "end", re.compile("connection-check"), 2)]}, r"Connections are cut off after"),
    ):  # fmt: skip
        seen = checked(world, **habits)
        expect_equal(sum(bool(re.search(words, sentence)) for sentence in seen), 1, f"how often it says {words!r} in {seen}")
        expect("complete all the same" in text_of(world, ".debug-results"), "the advice", text_of(world, ".debug-results"))
        world.network.heal()


@suite.test("The long check finds a proxy that cuts what is silent for three seconds")
def check_silence(world):
    seen = checked(world, patience=3)
    expect_equal(seen[0], "Text arrives piece by piece.")
    world.browser.click("Check long connections too (2 minutes)", "button")
    world.browser.wait(lambda: any(re.search(r"when nothing comes for (2\.\d|3)", sentence) for sentence in findings(world)), lambda: f"the limit is found in {findings(world)}")


@suite.test("The support bundle has no word of question, answer, title or address, has the number that is shown, and kaya explains it")
def bundle(world):
    with diagnosis(world):
        page = page_with_panel(world)
        case = page.ask(world.case("steady"), "Vertrauliches über Frau Petersen")
        finish(world, page, case)
        show(world, "check")
        press(world, "Check the connection")
        findings(world)
        show(world, "bundle")
        press(world, "Look into it")
        text = world.browser.wait(lambda: text_of(world, ".debug-inside pre code"), "the bundle can be looked into")
        number = text_of(world, "#debug-view-bundle .debug-number strong")
        made = json.loads(text)
        expect_equal(made["number"], number, "the number")
        expect(re.fullmatch(r"K-[0-9A-HJKMNP-TV-Y]{4}-[0-9A-HJKMNP-TV-Y]{4}", number), "its form", number)
        expect_equal(len(made["turns"]), 1, "turns")
        for word in ("Vertraulich", "Petersen", case.split()[1], "wörter", "127.0.0.1", str(world.network.port), page.conversation):
            expect(word not in text, f"no {word!r} in the bundle", text)
        file = world.folder / f"kaya-{number}.json"
        file.write_text(text, encoding="utf-8")
        told = subprocess.run([str(BINARY), "doctor", "bundle", str(file)], capture_output=True, text=True, timeout=60, check=False)
        expect_equal(told.returncode, 0, f"the exit status ({told.stdout + told.stderr})")
        expect(number in told.stdout and "one question" in told.stdout, "it is explained", told.stdout)
        press(world, "Save the report")
        world.browser.wait(lambda: f"kaya-{number}.json" in text_of(world, "#debug-view-bundle [role=status]"), "it is saved")


@suite.test("A recording replays to the same text at every speed, and asks the server nothing")
def replay(world):
    with diagnosis(world):
        page = page_with_panel(world)
        case = page.ask(world.case("short"))
        finish(world, page, case)
        show(world, "replay")
        press(world, "This answer")
        world.network.forget()
        for number in range(5):
            world.browser.run("document.querySelector('.debug-stage').replaceChildren()")
            choose(world, "Speed", number)
            press(world, "Play")
            world.browser.wait(lambda: text_of(world, ".debug-stage chat-answer") == world.sent(case), f"the text at speed {number}")
            world.browser.wait(lambda: world.browser.named("Play", "button"), "it has ended")
        expect_equal(world.network.asked("POST", "turns"), [], "questions")


@suite.test("In a window of 320 pixels nothing in the panel lies beside it, and the tab that is chosen can be seen", engines=("chromium",))
def small(world):
    with diagnosis(world):
        page = page_with_panel(world)
        finish(world, page, page.ask(world.case("short")))
        show(world, "replay")
        press(world, "This answer")
        press(world, "Play")
        world.browser.resize(320, 640)
        try:
            for tab in TABS:
                show(world, tab)
                beside, top = world.browser.run("""const panel = document.querySelector("debug-panel")
                    return [panel.scrollWidth - panel.clientWidth, document.getElementById(arguments[0]).getBoundingClientRect().top]""",
                    f"debug-view-{tab}")  # fmt: skip
                expect_equal(beside, 0, f"pixels beside the panel, {tab}")
                expect(top < 620, f"where the tab's view begins, {tab}", top)
        finally:
            world.browser.resize(1200, 800)


@suite.test("Beside the panel a short message is whole, and in the middle of the conversation", engines=("chromium",))
def toast_beside(world):
    with diagnosis(world):
        page = page_with_panel(world)
        finish(world, page, page.ask(world.case("short")))
        world.browser.click("Actions for this conversation", "button")
        world.browser.click("Archive")
        toast, main, panel = world.browser.wait(lambda: world.browser.run("""
            const boxes = [".toast", ".page-main", "debug-panel"].map((each) => document.querySelector(each)?.getBoundingClientRect())
            return boxes[0] && boxes.map(({ left, right }) => [left, right])"""), "it is said")  # fmt: skip
        expect(main[0] <= toast[0] and toast[1] <= panel[0], "it is whole", [toast, main, panel])
        expect(abs(sum(toast) - sum(main)) <= 4, "it is in the middle", [toast, main])


@suite.test("axe finds nothing in any tab of the panel, in both languages, light and dark")
def panel_axe(world):
    with diagnosis(world):
        for language in ("en", "de"):
            page = Page(world).open(f"/?lang={language}")
            open_panel(world)
            finish(world, page, page.ask(world.case("short")))
            for theme in ("light", "dark"):
                world.browser.run("document.documentElement.dataset.theme = arguments[0]", theme)
                for tab in TABS:
                    show(world, tab)
                    find_nothing(world, f"{tab}, {language}, {theme}")
