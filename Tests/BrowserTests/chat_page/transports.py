"""Networks that are in the way of a stream, and how the page gets round them without asking twice."""

import json
import re
import time

from nginx_tests import Nginx

from .interruptions import finish
from .loading import WATCH_WORDS
from .page import Page
from .tests import Suite, expect, expect_equal
from .troubled_network import BEFORE, Cut

suite = Suite()
QUICK = 20  # seconds, on a busy machine, for what is meant to take three


def ask_over(world, kind, **habits):
    world.network.trouble(**habits)
    page = Page(world).open()
    return page, page.ask(world.case(kind))


@suite.test("Over a network without faults an answer comes over the first rung, in one request")
def first_rung(world):
    page, case = ask_over(world, "steady")
    turn = finish(world, page, case)
    expect_equal(turn["rung"], "stream")
    expect_equal(len(world.network.asked("POST", r"/turns$")), 1, "questions")
    expect_equal(world.network.asked("GET", r"^/api/.*/events"), [], "further requests for it")


@suite.test("A proxy that holds whole answers back is noticed, and the words come over another rung while the model writes")
def buffered(world):
    page, case = ask_over(world, "gated", buffers=True)
    began = time.monotonic()
    turn = page.wait_for_text("wörter0019", seconds=QUICK)
    expect(turn["rung"] in ("poll", "plain"), "the rung", turn["rung"])
    after = time.monotonic() - began
    print(f"          {world.engine}: behind a buffering proxy the first half after {after:.1f} s over {turn['rung']}", flush=True)
    expect(after < 5, "seconds until the first half", after)
    finish(world, page, case)


@suite.test("What worked is remembered: the next answer behind that proxy comes at once")
def remembered(world):
    page, case = ask_over(world, "short", buffers=True)
    turn = finish(world, page, case)
    case = page.ask(world.case("gated"))
    turn = page.wait_for_text("wörter0019", seconds=QUICK)
    expect(turn["rung"] in ("poll", "plain"), "the rung", turn["rung"])
    page.reload()
    finish(world, page, case)


@suite.test("A proxy that compresses streams and so holds them back is got round too")
def compressed(world):
    page, case = ask_over(world, "gated", gzips=True)
    page.wait_for_text("wörter0019", seconds=QUICK)
    finish(world, page, case)


@suite.test("A proxy that cuts every connection after ten seconds loses nothing")
def short_lived(world):
    page, case = ask_over(world, "drip", lifetime=10)
    turn = finish(world, page, case)
    expect_equal(len(world.network.asked("POST", r"/turns$")), 1, "questions")
    expect(turn["rung"], "the rung is recorded", turn)


@suite.test("A connection that is reset, ended or goes silent in mid-answer is taken up from the byte")
def broken(world):
    for how in ("reset", "end"):
        page, case = ask_over(world, "steady", cuts=[Cut(700, how), Cut(300, how)])
        finish(world, page, case)
        resumed = [request for request in world.network.requests if request[2]]
        expect(resumed or world.network.asked("GET", r"from=[1-9]"), f"{how}: it is resumed by its position", world.network.requests)


@suite.test("A question whose receipt is lost on the way is sent again and asked once")
def lost_receipt(world):
    page, case = ask_over(world, "steady", cuts=[Cut(BEFORE, "reset", re.compile(r"/turns$"), 2)])
    finish(world, page, case)
    expect(len(world.network.asked("POST", r"/turns$")) > 1, "it was sent again", world.network.requests)


@suite.test("A slow network delays words and loses none")
def slow(world):
    page, case = ask_over(world, "gated", rate=30_000)
    page.wait_for_text("wörter0019")
    finish(world, page, case)


@suite.test("A stream that falls silent is noticed and left, and the answer goes on")
def stalled(world):
    page, case = ask_over(world, "steady", cuts=[Cut(600, "stall")])
    page.wait_for("stalled", "resuming", "polling", "done", seconds=60)
    turn = finish(world, page, case, seconds=90)
    expect(turn["rung"], "the rung is recorded", turn)


@suite.test("Behind nginx as it comes, with gzip on, words come while the model writes, and the rung is recorded")
def behind_nginx(world):
    nginx = Nginx(world, world.kaya)
    page = Page(world).open(base=f"http://127.0.0.1:{nginx.port}")
    world.browser.run(WATCH_WORDS)
    case = page.ask(world.case("gated"))
    turn = page.wait_for_text("wörter0019")
    shown = json.loads(world.browser.run("return document.documentElement.dataset.times"))
    after = shown[min(shown, key=int)] / 1000 - world.model.times[case][0]
    print(f"          {world.engine}: behind nginx the first word {after:.2f} s after the model's, over {turn['rung']}", flush=True)
    expect(turn["rung"], "the rung is recorded", turn)
    expect(after < 1, "seconds until the first word", after)
    finish(world, page, case)


@suite.test("Every rung brings the same answer by itself")
def each_rung(world):
    page = Page(world).open()
    for rung in ("stream", "events", "poll", "plain"):
        force(world, rung)
        count = len(page.turns())
        case = page.ask(world.case("steady"))
        world.browser.wait(lambda count=count: len(page.turns()) == count + 1, "there is a new turn")
        turn = finish(world, page, case)
        expect_equal(turn["rung"], rung)


def force(world, rung):
    """Makes the page read over one rung alone, as the debug panel does."""
    world.browser.run("""
      const page = document.querySelector("kaya-page"), life = (page.wrappedJSObject || page).life
      if (!("forcedRung" in life)) throw new Error("no rung can be forced")
      life.forcedRung = arguments[0]""", rung)  # fmt: skip
