"""Takes pictures of the page's main states, in light and dark, on a wide screen, on a phone and on a very small one.

usage: screenshots.py FOLDER [STATE…]     (Chromium; STATE: empty writing done failed interrupted settings list debug)
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from chat_page.page import Page
from chat_page.world import ingest, world

# name → width, height, appearance
SCREENS = {
    "light": (1200, 800, "light"), "dark": (1200, 800, "dark"), "phone": (390, 844, "light"), "phone-dark": (390, 844, "dark"),
    "small": (320, 640, "light"),
}  # fmt: skip
QUESTION = "Was brauche ich, um mein Auto zuzulassen?"


def ask(made, page, kind, words=QUESTION):
    """A question without its case in sight: the model is told by the words alone."""
    case = made.case(kind)
    made.model.rehearse(words, case)
    made.browser.type("textarea", words)
    made.browser.press("Enter")
    return case


def empty(made, page):
    made.browser.wait(lambda: "?" in page.visible_text(), "the examples are there")


def done(made, page):
    ask(made, page, "guide")
    page.wait_for("done")
    made.browser.run("document.activeElement.blur(); document.querySelector('chat-transcript').scrollTop = 0")


def writing(made, page):
    done(made, page)
    ask(made, page, "guidegate", "Und was brauche ich online?")
    made.browser.wait(lambda: len(page.turns()) == 2 and "Hauptunter" in (page.turn()["text"] or ""), "it is in the middle")


def failed(made, page):
    ask(made, page, "broken", "Wann hat das Amt geöffnet?")
    page.wait_for("failed")


def interrupted(made, page):
    ask(made, page, "guidegate")
    made.browser.wait(lambda: "Hauptunter" in (page.turn()["text"] or ""), "it is in the middle")
    made.browser.wait(lambda: "Hauptunter" in (made.stored(page.turn()["turn"])["text"] or ""), "it is on the disk")
    made.restart_kaya()
    page.wait_for("interrupted", seconds=60)


def settings(made, page):
    done(made, page)
    made.browser.click("Einstellungen", "button")


def listed(made, page):
    for words in ("Wann hat das Amt geöffnet?", "Wie melde ich meinen Hund an?", QUESTION):
        page.open("/?lang=de")
        ask(made, page, "guide", words)
        page.wait_for("done")
    button = made.browser.named("Unterhaltungen zeigen", "button")
    if button:
        button.click()


def debug(made, page):
    done(made, page)
    made.browser.press("Alt", "Shift", "D")
    made.browser.wait(lambda: made.browser.run("return !!document.querySelector('debug-panel')"), "the panel is open")


STATES = {"empty": empty, "writing": writing, "done": done, "failed": failed, "interrupted": interrupted, "settings": settings,
          "list": listed, "debug": debug}  # fmt: skip


def take(made, folder, state, name):
    width, height, appearance = SCREENS[name]
    made.begin()
    made.browser.resize(width, height)
    made.browser.media(prefers_color_scheme=appearance, prefers_reduced_motion="reduce")
    page = Page(made).open("/?lang=de")
    STATES[state](made, page)
    made.browser.run_async("const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(() => done()))")
    path = folder / f"{state}-{name}.png"
    path.write_bytes(made.browser.screenshot())
    print(path, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("states", nargs="*", default=list(STATES))
    arguments = parser.parse_args()
    folder = Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kaya-screenshots-", ignore_cleanup_errors=True) as name:
        ingest(Path(name) / "index")
        with world("chromium", Path(name) / "world", Path(name) / "index", KAYA_PAGE_DEBUG="true", KAYA_CACHE_ENABLED="false") as made:
            for state in arguments.states or STATES:
                for screen in SCREENS:
                    take(made, folder, state, screen)
    return 0


status = main()
sys.stdout.flush()
os._exit(status)  # the servers' threads have nothing more to say
