"""Streams answers into one tab for a long time and looks at its memory: it is flat.

usage: soak_tests.py [--minutes N]     (120; Chromium, which tells of its memory)

One conversation takes twenty answers, then the next begins, as on a clerk's screen that is never closed. The heap is
measured at the end of each, so that as much is shown each time, after its garbage was collected. The list of conversations
is filled before, as it grows until it has a page of them. The first quarter is the warming up.
"""

import argparse
import functools
import itertools
import statistics
import sys
import tempfile
import time
from pathlib import Path

from chat_page.page import Page
from chat_page.world import ingest, world

from harness.findings import Findings

KINDS = ("drip", "sampler", "sentences", "steady", "guide", "slow")
AS_SENT = ("drip", "sentences", "steady", "slow")  # without marks
ANSWERS = 20  # of a conversation
LISTED = 50  # conversations that the page lists before it is asked for more
FIGURES = ("JSHeapUsedSize", "Nodes", "JSEventListeners", "Documents")
ROOM = {"JSHeapUsedSize": 512 * 1024, "Nodes": 200, "JSEventListeners": 50, "Documents": 2}  # that a figure moves by itself
GROWTH = 1.1

# Looks once, at the end, and says little: what is handed to the driver stays in the heap that is measured.
AWAIT_END = """
const [count, done] = arguments
const look = () => {
  const turns = document.querySelectorAll("chat-turn"), last = turns[turns.length - 1]
  if (turns.length < count || !["done", "failed", "interrupted"].includes(last.dataset.state)) return
  observer.disconnect()
  const text = last.querySelector("chat-answer").textContent
  let sum = 0
  for (const letter of text.replace(/\\s+/g, "")) sum = (sum * 31 + letter.codePointAt(0)) % 1000003
  done([last.dataset.state, text.length, sum])
}
const observer = new MutationObserver(look)
observer.observe(document.querySelector("chat-transcript"), { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state"] })
look()
"""


def checksum(text):
    """What the page says of an answer's text instead of the text."""
    return functools.reduce(lambda total, letter: (total * 31 + ord(letter)) % 1_000_003, text, 0)


def measured(driver):
    driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    found = {metric["name"]: metric["value"] for metric in driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]}
    return {name: found[name] for name in FIGURES}


# Not typed: what is typed stays in the browser's own history for undoing, a thousand steps of it.
ASK = """
const field = document.querySelector("chat-composer textarea")
field.focus()
field.value = arguments[0]
field.dispatchEvent(new Event("input", { bubbles: true }))
"""


def ask(made, kind):
    """Asks a question that wants a case of a kind, and returns the case."""
    case = made.case(kind)
    made.browser.run(ASK, f"Was ist mit [{case}]")
    made.browser.press("Enter")
    return case


def begin_another(made, page):
    made.browser.click("New conversation")
    made.browser.wait(lambda: not page.turns(), "the new conversation is empty")


def stream(made, minutes, findings):
    driver = made.browser.driver
    driver.execute_cdp_cmd("Performance.enable", {})
    made.begin()
    page = Page(made).open()
    for _ in range(LISTED):
        ask(made, "short")
        made.browser.run_async(AWAIT_END, 1)
        begin_another(made, page)
    end, samples, letters = time.monotonic() + minutes * 60, [], 0
    for number, kind in enumerate(itertools.cycle(KINDS)):
        if time.monotonic() > end:
            break
        if number and number % ANSWERS == 0:
            begin_another(made, page)
        case = ask(made, kind)
        state, length, shown = made.browser.run_async(AWAIT_END, 1 + number % ANSWERS)
        letters += length
        if state != "done" or (kind in AS_SENT and shown != checksum("".join(made.sent(case).split()))):
            findings.check(f"answer {number} is what the model sent", False, f"{state}, {length} letters, of {case}")
        if (number + 1) % ANSWERS == 0:
            samples.append(measured(driver))
            print(f"          {number + 1} answers, {letters} letters: {samples[-1]}", flush=True)
    return samples


def judge(samples, findings):
    quarter = max(1, len(samples) // 4)
    for name in FIGURES:
        begun, ended = (statistics.median(sample[name] for sample in part) for part in (samples[quarter:2 * quarter], samples[-quarter:]))
        print(f"          {name}: {begun:.0f} in the second quarter, {ended:.0f} in the last", flush=True)
        findings.check(f"{name} does not grow", ended <= begun * GROWTH + ROOM[name], f"from {begun} to {ended}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=120)
    arguments = parser.parse_args()
    if arguments.minutes < 10:
        parser.error("ten minutes are the least: four quarters need a conversation each")
    findings = Findings()
    with tempfile.TemporaryDirectory(prefix="kaya-soak-", ignore_cleanup_errors=True) as name:
        index = Path(name) / "index"
        ingest(index)
        with world("chromium", Path(name) / "chromium", index) as made:
            samples = findings.run("it streams to the end", lambda: stream(made, arguments.minutes, findings))
            if samples:
                judge(samples, findings)
            findings.equal("there are no errors", made.browser.errors(), [])
    return findings.finish()


sys.exit(main())
