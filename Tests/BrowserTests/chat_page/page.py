"""The page as its reader uses it."""

import urllib.parse

QUESTION = "textarea"
LOOK = """
const text = (element) => element ? element.textContent : null
return [...document.querySelectorAll("chat-turn")].map((turn) => ({
  state: turn.dataset.state, turn: turn.dataset.turn || null, rung: turn.dataset.rung || null,
  text: text(turn.querySelector("chat-answer")), whole: turn.innerText,
  isBusy: turn.querySelector("chat-answer")?.getAttribute("aria-busy") === "true",
}))
"""
ENDED = ("done", "stopped", "interrupted", "length", "refused", "filtered", "failed")


class Page:
    def __init__(self, world):
        self.world = world
        self.browser = world.browser

    def open(self, path="/", base=None):
        self.browser.open((base or self.world.url) + path)
        self.wait_until_ready()
        return self

    def reload(self):
        self.browser.open(self.browser.run("return location.href"))
        self.wait_until_ready()

    def wait_until_ready(self):
        self.browser.wait(lambda: self.browser.run("return !!document.querySelector('kaya-page[data-ready]')"), "the page is ready", 20)
        self.browser.watch_errors()

    @property
    def conversation(self):
        """The id of the conversation that is shown, or None."""
        path = urllib.parse.urlsplit(self.browser.run("return location.href")).path
        return path.removeprefix("/c/") if path.startswith("/c/") else None

    def ask(self, case, words="Was ist mit"):
        """Types a question that wants this case, and sends it."""
        self.browser.type(QUESTION, f"{words} [{case}]")
        self.browser.press("Enter")
        return case

    def turns(self):
        """What is shown, oldest first."""
        return self.browser.run(LOOK)

    def turn(self, index=-1):
        seen = self.turns()
        return seen[index] if len(seen) >= (-index if index < 0 else index + 1) else {"state": None, "text": "", "turn": None}

    def wait_for(self, *states, index=-1, seconds=40):
        """The turn, as soon as it is in one of these states."""
        last = [None]

        def condition():
            last[0] = self.turn(index)
            return last[0] if last[0]["state"] in states else None

        try:
            return self.browser.wait(condition, f"a turn is {' or '.join(states)}", seconds)
        except TimeoutError as late:
            raise TimeoutError(f"{late}; it is {last[0]}") from None

    def wait_for_end(self, index=-1, seconds=60):
        return self.wait_for(*ENDED, index=index, seconds=seconds)

    def wait_for_text(self, fragment, index=-1, seconds=40):
        """The turn, as soon as a text stands in its answer."""
        return self.browser.wait(
            lambda: (lambda turn: turn if fragment in (turn["text"] or "") else None)(self.turn(index)),
            f"{fragment!r} is shown", seconds)  # fmt: skip

    def draft(self):
        return self.browser.run("return document.querySelector(arguments[0]).value", QUESTION)

    def visible_text(self):
        return self.browser.run("return document.body.innerText")
