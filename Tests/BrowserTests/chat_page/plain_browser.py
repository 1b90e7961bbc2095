"""Browsers whose scripts are off, and the page as they show it.

What a driver runs runs nevertheless, as long as it waits for nothing.
"""

import itertools
from contextlib import contextmanager
from pathlib import Path

import drivers

from .browsers import KEYS, Chromium, Firefox, WebKit
from .tests import expect

START = "/?script=none"
QUESTION = "#question"
REFRESH = "return document.querySelector('meta[http-equiv=refresh]')?.content || null"
SAYS = "return document.readyState === 'complete' && document.body.innerText.includes(arguments[0])"


@contextmanager
def browser_without_script(engine, folder):
    """A running browser that prefers English and runs no script of any page, with its files in a folder of its own."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if engine == "chromium":
        with drivers.chromium(folder, ("--lang=en", "--window-size=1200,800", "--accept-lang=en"), log=True) as driver:
            driver.set_page_load_timeout(60)
            made = Chromium(driver)
            run_scripts(made, False)
            yield made
    elif engine == "webkit":
        with drivers.webkit(folder, ["--enable-javascript=FALSE"]) as driver:
            driver.set_page_load_timeout(60)
            yield WebKit(driver)
    else:
        preferences = {"intl.accept_languages": "en", "javascript.enabled": False, "focusmanager.testmode": True}
        arguments = ("--width", "1200", "--height", "900", "-remote-allow-system-access")
        with drivers.firefox(folder, arguments, preferences) as driver:
            driver.timeout.page_load = 60
            yield Firefox(driver)


def run_scripts(browser, wanted):
    """Switches the scripts of Chromium's pages on or off. A page that is open has begun none."""
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not wanted})


class PlainPage:
    """The page without script, as a person uses it: it is read, and its buttons are pressed."""

    def __init__(self, world):
        self.world = world
        self.browser = world.browser
        self._marks = itertools.count(1)

    def open(self, target=START):
        self.browser.open(self.world.url + target)
        return self

    def leave(self, script):
        """Runs what leads to another page, or to the same anew, and waits until that is there as a whole."""
        mark = str(next(self._marks))  # another one each time: going back may show a document that was left before
        self.browser.run("document.documentElement.dataset.left = arguments[0]; " + script, mark)
        gone = "return document.readyState === 'complete' && document.documentElement.dataset.left !== arguments[0]"
        self.browser.wait(lambda: self.look(gone, mark), f"{script} leads somewhere")
        return self

    def look(self, script, *arguments):
        """The value of a script's body; None while one page takes another one's place."""
        try:
            return self.browser.run(script, *arguments)
        except Exception:  # each driver says it in another way that the page has gone meanwhile
            return None

    @property
    def text(self):
        return self.look("return document.body.innerText") or ""

    @property
    def address(self):
        return self.browser.wait(lambda: self.look("return location.href"), "the page has an address")

    @property
    def refresh(self):
        return self.look(REFRESH)

    def turns(self):
        """The texts of the turns that are shown, oldest first."""
        return self.look("return [...document.querySelectorAll('.turn')].map((turn) => turn.innerText)") or []

    def answers(self):
        """The answers that are shown, oldest first, with single spaces."""
        return self.look("""return [...document.querySelectorAll('.answer-text')]
            .map((text) => text.textContent.replace(/\\s+/g, " ").trim())""") or []

    def wait_for(self, words, seconds=40):
        """Waits until a page is there as a whole, and says this."""
        self.browser.wait(lambda: self.look(SAYS, words), lambda: f"it says {words!r}; it says {self.text[-600:]!r}", seconds)
        return self

    def wait_for_answers(self, answers):
        self.browser.wait(lambda: self.answers() == answers, lambda: f"its answers are {answers}; they are {self.answers()}")
        return self

    def wait_for_end(self, turns=1):
        """Waits until the page has renewed itself for the last time, with so many turns."""
        self.browser.wait(
            lambda: self.look("return document.readyState === 'complete' && !!document.querySelector('#ask, .mistake')")
            and not self.refresh and len(self.turns()) == turns, lambda: f"{turns} turns have ended; it says {self.text[-600:]!r}")  # fmt: skip
        return self

    def write(self, text, selector=QUESTION):
        self.browser.run("document.querySelector(arguments[0]).value = arguments[1]", selector, text)
        return self

    def ask(self, kind, words="Was ist mit"):
        """Asks a question that wants a case of a kind, and waits until the page is another one."""
        case = self.world.case(kind)
        self.browser.type(QUESTION, f"{words} [{case}]")
        self.browser.click("Send", "button")
        self.browser.wait(lambda: any(f"[{case}]" in turn for turn in self.turns()), "the question is shown")
        return case

    def tab_to(self, name, most=60):
        """Presses Tab until an element with this name has the focus, and can be seen to have it."""
        for _ in range(most):
            self.browser.press("Tab")
            seen = self.browser.run("""
                const at = document.activeElement, style = getComputedStyle(at)
                return [(at.labels?.[0] ?? at).textContent.trim(), style.outlineStyle !== "none" && style.outlineWidth !== "0px"]""")
            if seen[0] == name:
                expect(seen[1], f"the focus on {name!r} can be seen")
                return self
        raise LookupError(f"{most} times Tab do not lead to {name!r}")

    def press(self, *keys):
        """Presses keys one after the other; what is no key's name is typed."""
        for key in keys:
            for stroke in [key] if key in KEYS else key:
                self.browser.press(stroke)
