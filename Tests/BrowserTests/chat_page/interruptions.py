"""What breaks in mid-answer, and that no word is lost, doubled or asked for twice."""

import os
import re
import signal

import drivers

from .page import Page
from .tests import Suite, expect, expect_equal
from .troubled_network import BEFORE, Cut

suite = Suite()
MIDDLE = "wörter0019"


def begin(world, kind="gated"):
    """A page in the middle of an answer."""
    page = Page(world).open()
    case = page.ask(world.case(kind))
    page.wait_for_text(MIDDLE)
    return page, case


def finish(world, page, case, seconds=60):
    """Lets the answer end; it is shown, stored and sent the same, and was asked for once."""
    world.model.let_go(case)
    turn = page.wait_for_end(seconds=seconds)
    expect_equal(turn["state"], "done")
    expect_equal(turn["text"], world.sent(case), "shown")
    expect_equal(world.stored(turn["turn"])["text"], world.sent(case), "stored")
    expect_equal(world.model.calls[case], 1, "calls")
    return turn


@suite.test("A reload in mid-answer shows what was there and goes on from there")
def reloaded(world):
    page, case = begin(world)
    page.reload()
    turn = page.wait_for_text(MIDDLE)
    expect(turn["text"].startswith(world.sent(case)[:200]), "from its beginning", turn["text"])
    finish(world, page, case)


@suite.test("A reload in a tunnel says that nothing can be loaded, and what was asked is there as soon as it can")
def reloaded_in_a_tunnel(world):
    page, case = begin(world)
    tunnel = Cut(BEFORE, "reset", re.compile(r"^/api/conversations"), 1000)
    world.network.trouble(cuts=[tunnel])
    page.reload()
    world.browser.wait(lambda: "cannot be loaded" in page.visible_text(), "the page says so")
    world.network.heal()
    page.wait_for_text(MIDDLE)
    finish(world, page, case)
    title = case.split()[1]
    world.browser.wait(
        lambda: title in world.browser.run("return document.querySelector('conversation-list').innerText"), "the list is there")


@suite.test("A feed of running turns that ends as soon as it has begun is not asked for over and over")
def feed_that_ends(world):
    page, case = begin(world)
    world.network.trouble(cuts=[Cut(10, "end", re.compile(r"^/api/feed"), 1000)])
    world.network.forget()
    page.reload()
    finish(world, page, case)
    page.ask(world.case("steady"))
    page.wait_for("done")
    asked = len(world.network.asked("GET", r"^/api/feed"))
    expect(1 <= asked < 8, "requests for it in a few seconds", asked)


@suite.test("A tab that is closed in mid-answer and opened again goes on")
def reopened(world):
    page, case = begin(world)
    address = world.browser.run("return location.href")
    first = world.browser.tab()
    world.browser.open_tab(world.url + "/healthz")
    second = world.browser.tab()
    world.browser.use_tab(first)
    world.browser.close_tab(and_use=second)
    world.browser.open(address)
    page.wait_for_text(MIDDLE)
    finish(world, page, case)


@suite.test("Another conversation in between does not end an answer")
def elsewhere(world):
    page, case = begin(world)
    there = page.conversation
    page.open("/")
    other = page.ask(world.case("short"))
    page.wait_for("done")
    page.open(f"/c/{there}")
    page.wait_for_text(MIDDLE)
    finish(world, page, case)
    expect_equal(world.model.calls[other], 1)


@suite.test("When the network goes away and comes back, the answer goes on from the byte")
def down_and_up(world):
    page, case = begin(world)
    world.network.go_down()
    turn = page.wait_for("resuming", "offline", "polling", "stalled")
    expect(MIDDLE in turn["text"], "what was there stays", turn)
    world.network.heal()
    finish(world, page, case)


@suite.test("When the browser is offline and online again, the answer goes on, and the page says so meanwhile", engines=("chromium", "firefox"))
def offline(world):
    page, case = begin(world)
    world.browser.be_offline(True)
    world.network.break_all()
    try:
        turn = page.wait_for("offline", "resuming")
        expect(MIDDLE in turn["text"], "what was there stays", turn)
    finally:
        world.browser.be_offline(False)
    finish(world, page, case)


@suite.test("A server that dies in mid-answer leaves an interrupted answer with its text, which is continued")
def killed(world):
    page, case = begin(world)
    seen = page.turn()["text"]
    world.browser.wait(lambda: len(world.stored(page.turn()["turn"])["text"] or "") > len(seen) / 2, "the text is on the disk")
    world.kaya.kill()
    page.wait_for("resuming", "offline", "polling", "stalled", "interrupted")
    world.kaya.start()
    turn = page.wait_for_end(seconds=90)
    expect_equal(turn["state"], "interrupted")
    expect(turn["text"] and seen.startswith(turn["text"].rstrip()[:20]), "its text is kept", turn["text"])
    expect_equal(turn["text"].rstrip(), world.stored(turn["turn"])["text"].rstrip(), "shown and stored")
    world.browser.click("Go on answering", "button")
    world.browser.wait(lambda: len(page.turns()) == 2, "there is a second turn")
    turn = page.wait_for("done")
    expect_equal(turn["text"], world.sent(f"continued {case.split()[1]}"))
    expect_equal(world.model.calls[case], 1, "calls")


@suite.test("A server that restarts between two questions is not noticed")
def restarted(world):
    page = Page(world).open()
    page.ask(world.case("short"))
    page.wait_for("done")
    world.restart_kaya()
    case = page.ask(world.case("steady"))
    world.browser.wait(lambda: len(page.turns()) == 2, "there is a second turn")
    finish(world, page, case)


@suite.test("A computer that sleeps in mid-answer finds the rest when it wakes")
def slept(world):
    page, case = begin(world)
    asleep = [process for process in drivers.processes_of(world.folder / "browser") if is_no_driver(process)]
    for process in asleep:
        os.kill(process, signal.SIGSTOP)
    try:
        world.network.break_all()
        world.model.let_go(case)
        world.browser.wait(lambda: world.model.sent[case] == 40, "the model ends meanwhile")
    finally:
        for process in asleep:
            os.kill(process, signal.SIGCONT)
    finish(world, page, case)


def is_no_driver(process):
    """Whether it is a part of the browser, not what listens to the test."""
    with open(f"/proc/{process}/comm", encoding="utf-8") as file:
        return file.read().strip().lower() not in ("chromedriver", "webkitwebdriver")


@suite.test("Two tabs show the same answer as it comes, and a stop in one shows in the other")
def two_tabs(world):
    page, case = begin(world)
    address = world.browser.run("return location.href")
    first = world.browser.tab()
    second = world.browser.open_tab(address)
    page.wait_until_ready()
    seen = page.wait_for_text(MIDDLE)
    world.browser.press("Escape")
    stopped = page.wait_for("stopped")
    expect(seen["text"].rstrip() == stopped["text"].rstrip(), "the text in the second", (seen, stopped))
    world.browser.use_tab(first)
    turn = page.wait_for("stopped")
    expect_equal(turn["text"].rstrip(), stopped["text"].rstrip(), "the text in the first")
    world.browser.use_tab(second)
    world.browser.close_tab(and_use=first)
    expect_equal(world.model.calls[case], 1, "calls")


@suite.test("A question that nobody answers says so, is stopped by Esc at once, comes back to be edited, and is asked once when it is sent after all")
def stopped_unsent(world):
    page = Page(world).open()
    page.ask(world.case("short"))
    page.wait_for("done")
    world.network.go_down()
    case = page.ask(world.case("short"), "Und was ist mit")
    world.browser.wait(lambda: "The service cannot be reached right now" in page.turn()["whole"], lambda: f"it is said: {page.turn()}")
    world.browser.press("Escape")
    page.wait_for("stopped")
    world.browser.wait(lambda: page.draft() == f"Und was ist mit [{case}]", lambda: f"it is back: {page.draft()!r}")
    expect(world.browser.named("Stop…", "button") is None, "there is nothing to stop")
    world.network.heal()
    world.browser.click("Send again", "button")
    page.wait_for("done")
    expect_equal((world.model.calls[case], len(page.turns())), (1, 2), "calls and turns")
    expect_equal(page.draft(), "", "the draft of what has arrived")
