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
LONGEST = 600  # seconds that one may take
LISTED = 50  # conversations that the page lists before it is asked for more
FIGURES = ("JSHeapUsedSize", "Nodes", "JSEventListeners", "Documents")
ROOM = {"JSHeapUsedSize": 512 * 1024, "Nodes": 200, "JSEventListeners": 50, "Documents": 2}  # that a figure moves by itself
GROWTH = 1.1

# Asks a whole conversation by itself, so that as little as can be of what is measured is the driver's; nothing is typed, as
# that stays in the browser's history for undoing.
CONVERSATION = """
const [questions, done] = arguments
const field = document.querySelector("chat-composer textarea"), ends = ["done", "failed", "interrupted"]
const ended = (count) => new Promise((resolve) => {
  const look = () => {
    const turns = document.querySelectorAll("chat-turn"), last = turns[turns.length - 1]
    if (turns.length < count || !ends.includes(last.dataset.state)) return
    observer.disconnect()
    resolve(last)
  }
  const observer = new MutationObserver(look)
  observer.observe(document.querySelector("chat-transcript"), { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state"] })
  look()
})
const checksum = (text) => {
  let sum = 0
  for (const letter of text.replace(/\\s+/g, "")) sum = (sum * 31 + letter.codePointAt(0)) % 1000003
  return sum
}
const ask = async () => {
  const seen = []
  for (const question of questions) {
    field.focus()
    field.value = question
    field.dispatchEvent(new Event("input", { bubbles: true }))
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))
    const turn = await ended(seen.length + 1), text = turn.querySelector("chat-answer").textContent
    seen.push([turn.dataset.state, text.length, checksum(text)])
  }
  return seen
}
ask().then(done)
"""


def checksum(text):
    """What the page says of an answer's text instead of the text."""
    return functools.reduce(lambda total, letter: (total * 31 + ord(letter)) % 1_000_003, text, 0)


def measured(driver):
    driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    found = {metric["name"]: metric["value"] for metric in driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]}
    return {name: found[name] for name in FIGURES}


def converse(made, page, kinds):
    """Asks for an answer of each kind in a new conversation; returns the cases, and what came of each."""
    made.browser.click("New conversation")
    made.browser.wait(lambda: not page.turns(), "the new conversation is empty")
    cases = [made.case(kind) for kind in kinds]
    return cases, made.browser.run_async(CONVERSATION, [f"Was ist mit [{case}]" for case in cases])


def stream(made, minutes, findings):
    driver = made.browser.driver
    driver.set_script_timeout(LONGEST)
    driver.execute_cdp_cmd("Performance.enable", {})
    made.begin()
    page = Page(made).open()
    for _ in range(LISTED):
        converse(made, page, ["short"])
    end, samples, count, letters = time.monotonic() + minutes * 60, [], 0, 0
    kinds = itertools.cycle(KINDS)
    while time.monotonic() < end:
        for case, (state, length, shown) in zip(*converse(made, page, itertools.islice(kinds, ANSWERS)), strict=True):
            count, letters = count + 1, letters + length
            if state != "done" or (case.split()[0] in AS_SENT and shown != checksum("".join(made.sent(case).split()))):
                findings.check(f"answer {count} is what the model sent", False, f"{state}, {length} letters, of {case}")
        samples.append(measured(driver))
        print(f"          {count} answers, {letters} letters: {samples[-1]}", flush=True)
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
