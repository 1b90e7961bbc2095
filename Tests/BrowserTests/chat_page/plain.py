"""The page without script: everything that can exist without one does."""

import itertools
import shutil
import urllib.error
from functools import partial

from harness.findings import Findings
from harness.kaya import Kaya
from harness.processes import wait_until

from .plain_browser import PlainBrowser
from .rehearsed_model import RehearsedModel, answer
from .tests import Suite, expect, expect_equal
from .world import SETTINGS, page_settings

suite = Suite()
START = "/?script=none"
SEND, STOP = r"^(Send|Ask)", r"^Stop"


class PlainWorld:
    """A Kaya and a model for browsers without script."""

    def __init__(self, children, folder, index):
        self.model = RehearsedModel()
        (folder / "plain").mkdir()
        shutil.copytree(index, folder / "plain" / "data")
        self.kaya = Kaya(children, self.model.base_url, folder / "plain", **{**SETTINGS, **page_settings()})
        self._numbers = itertools.count(1)

    def case(self, kind):
        return f"{kind} plain{next(self._numbers)}"

    def visitor(self):
        made = PlainBrowser(self.kaya.url)
        made.open(START)
        return made


def test(children, folder, index, only):
    findings = Findings()
    world = findings.run("plain: Kaya starts", partial(PlainWorld, children, folder, index))
    for case in suite if world else ():
        if only.lower() in case.sentence.lower():
            findings.run(f"plain: {case.sentence}", partial(run_one, case, world, findings))
    if world:
        world.model.stop()
    return findings


def run_one(case, world, findings):
    case.body(world)
    findings.check(f"plain: {case.sentence}", True)


def refresh_until(visitor, holds, what, seconds=40):
    """Refreshes as the page says until something is so."""
    def condition():
        if holds(visitor.page):
            return True
        expect(visitor.page.refresh, f"the page refreshes itself until {what}", visitor.page.text)
        visitor.refresh()
        return False

    wait_until(condition, seconds, f"{what}; it says {visitor.page.text[-500:]}")
    return visitor.page


def ask(world, kind, words="Was ist mit"):
    visitor, case = world.visitor(), world.case(kind)
    visitor.submit(SEND, f"{words} [{case}]")
    return visitor, case


def plain(text):
    return " ".join(text.split())


@suite.test("A question is asked by a form, and the page refreshes itself until the answer is there, once")
def asked(world):
    visitor, case = ask(world, "steady")
    expect("/c/" in visitor.address and "script=none" in visitor.address, "the address", visitor.address)
    expect(case in visitor.page.text, "the question is shown", visitor.page.text)
    expect(visitor.page.refresh, "it refreshes itself", visitor.page.text)
    page = refresh_until(visitor, lambda page: plain(answer(case)) in page.text, "the answer is there")
    page = refresh_until(visitor, lambda page: not page.refresh, "it is done")
    expect(plain(answer(case)) in page.text, "the whole answer", page.text)
    expect_equal(world.model.calls[case], 1, "calls")
    expect_equal(page.scripts, [], "scripts")


@suite.test("What is there of an answer is shown while it is written")
def while_written(world):
    visitor, case = ask(world, "gated")
    page = refresh_until(visitor, lambda page: "wörter0019" in page.text, "the first half is there")
    expect("ende" not in page.text and page.refresh, "only that", page.text)
    world.model.let_go(case)
    refresh_until(visitor, lambda page: not page.refresh and plain(answer(case)) in page.text, "it is done")


@suite.test("A form that is sent twice asks once")
def twice(world):
    visitor, case = world.visitor(), world.case("steady")
    first = visitor.page
    visitor.submit(SEND, f"Was ist mit [{case}]")
    visitor.page, visitor.address = first, world.kaya.url + START
    visitor.submit(SEND, f"Was ist mit [{case}]")
    refresh_until(visitor, lambda page: not page.refresh, "it is done")
    expect_equal(world.model.calls[case], 1, "calls")
    expect_equal(visitor.page.text.count(f"[{case}]") <= 2, True, visitor.page.text)


@suite.test("An answer is stopped by a button, and its text is kept")
def stopped(world):
    visitor, case = ask(world, "gated")
    refresh_until(visitor, lambda page: "wörter0019" in page.text, "the first half is there")
    visitor.submit(STOP)
    wait_until(lambda: world.model.hangups[case] == 1, 20, "the model is stopped")
    page = refresh_until(visitor, lambda page: not page.refresh, "it is done")
    expect("wörter0019" in page.text and "stopped" in page.text.lower(), "text and state", page.text)


@suite.test("A failure says what happened and what to do")
def failed(world):
    visitor, _ = ask(world, "failing")
    page = refresh_until(visitor, lambda page: not page.refresh, "it has failed")
    expect("could not" in page.text or "again" in page.text, "what it says", page.text)


@suite.test("An answer that broke off is continued, and one is given again")
def continued(world):
    visitor, case = ask(world, "broken")
    refresh_until(visitor, lambda page: not page.refresh, "it broke off")
    visitor.submit(r"^Continue")
    follow_up = f"continued {case.split()[1]}"
    refresh_until(visitor, lambda page: not page.refresh and plain(answer(follow_up)) in page.text, "it goes on")
    visitor, case = ask(world, "short")
    refresh_until(visitor, lambda page: not page.refresh, "it is done")
    visitor.submit(r"again")
    refresh_until(visitor, lambda page: not page.refresh and page.text.count(plain(answer(case))) == 2, "there is a second answer")


@suite.test("A conversation goes on in the same page")
def second_question(world):
    visitor, _ = ask(world, "short")
    refresh_until(visitor, lambda page: not page.refresh, "it is done")
    case = world.case("short")
    visitor.submit(SEND, f"Und was ist mit [{case}]")
    page = refresh_until(visitor, lambda page: not page.refresh and plain(answer(case)) in page.text, "it is answered")
    expect("plain" in page.text and page.text.count("ende.") >= 2, "both answers", page.text)


@suite.test("Feedback is given and shown")
def feedback(world):
    visitor, _ = ask(world, "short")
    refresh_until(visitor, lambda page: not page.refresh, "it is done")
    page = visitor.submit(r"^(Helpful|Yes)")
    expect("thank" in page.text.lower() or "helpful" in page.text.lower(), "it is shown", page.text)


@suite.test("Conversations are listed, renamed and deleted")
def conversations(world):
    visitor, _ = ask(world, "short", "Fahrrad gefunden")
    refresh_until(visitor, lambda page: not page.refresh, "it is done")
    there = visitor.address
    visitor.submit(r"Rename", "Neuer Name")
    visitor.open(START)
    expect("Neuer Name" in visitor.page.text, "it is listed by its name", visitor.page.text)
    visitor.follow(r"Neuer Name")
    visitor.submit(r"Delete")
    if "Neuer Name" in visitor.page.text and any(re_delete(button[0]) for form in visitor.page.forms for button in form.buttons):
        visitor.submit(r"Delete")  # after one question
    visitor.open(START)
    expect("Neuer Name" not in visitor.page.text, "it is gone", visitor.page.text)
    try:
        page = visitor.open(there)
        expect("ende." not in page.text, "its address shows nothing", page.text)
    except urllib.error.HTTPError as answer_:
        expect_equal(answer_.code, 404)


def re_delete(words):
    return "elete" in words


@suite.test("Sources are named, and lead to their passages")
def sources(world):
    visitor, _ = ask(world, "short", "Ich möchte mein KFZ zulassen")
    page = refresh_until(visitor, lambda page: not page.refresh, "it is done")
    expect("Source" in page.text, "they are named", page.text)


@suite.test("A question that is too long is refused with its text kept")
def too_long(world):
    visitor = world.visitor()
    text = "Zu viel Text. " * 400
    try:
        page = visitor.submit(SEND, text)
    except urllib.error.HTTPError as refusal:
        page = type(visitor.page)(refusal.read().decode())
    expect("long" in page.text.lower(), "it says so", page.text)
    expect(text.strip()[:200] in " ".join(page.html.split()), "the text is kept", page.html)


@suite.test("It says that an AI answers, how long things are kept, and offers the page with script")
def notices(world):
    page = world.visitor().page
    expect("AI" in page.text and "30 days" in page.text, "what it says", page.text)
    expect(page.language == "en" and page.title, "language and title", (page.language, page.title))


@suite.test("Somebody else's conversation looks like none")
def foreign(world):
    visitor, _ = ask(world, "short", "Geheim")
    refresh_until(visitor, lambda page: not page.refresh, "it is done")
    stranger = world.visitor()
    try:
        expect("Geheim" not in stranger.open(visitor.address).text, "what a stranger sees", stranger.page.text)
    except urllib.error.HTTPError as refusal:
        expect("Geheim" not in refusal.read().decode(), "what a stranger sees")
