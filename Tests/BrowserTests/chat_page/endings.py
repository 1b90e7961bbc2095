"""How an answer ends, what the page says about it, and what can be done then."""

from .page import Page
from .tests import Suite, expect, expect_equal

suite = Suite()


def stop_and_keep(world, do_stop):
    page = Page(world).open()
    case = page.ask(world.case("gated"))
    page.wait_for_text("wörter0019")
    do_stop()
    turn = page.wait_for("stopped")
    world.browser.wait(lambda: world.model.hangups[case] == 1, "the model is stopped")
    seen = turn["text"]
    expect("wörter0019" in seen and "ende" not in seen, "what was read is kept", seen)
    expect_equal(world.stored(turn["turn"])["text"].rstrip(), seen.rstrip(), "stored")
    page.reload()
    turn = page.wait_for("stopped")
    expect_equal((turn["text"] or "").rstrip(), seen.rstrip(), "after a reload")
    expect_equal(world.model.calls[case], 1, "calls")


@suite.test("Esc stops the model, and what was read is kept, also after a reload")
def stopped_by_escape(world):
    stop_and_keep(world, lambda: world.browser.press("Escape"))


@suite.test("So does the button")
def stopped_by_button(world):
    def click():
        """A second click on what sent the question is not taken for one on what stops the answer: so until it has stopped."""
        button = world.browser.named("Stop…", "button")
        if button is not None:
            button.click()
        return button is None

    stop_and_keep(world, lambda: world.browser.wait(click, "it is stopped"))


@suite.test("Stopping works before the first word")
def stopped_early(world):
    page = Page(world).open()
    case = page.ask(world.case("silent"))
    page.wait_for("waiting", "thinking")
    world.browser.wait(lambda: world.model.calls[case] == 1, "the model is asked")
    world.browser.press("Escape")
    page.wait_for("stopped")
    world.browser.wait(lambda: world.model.hangups[case] == 1, "the model is stopped")


@suite.test("An answer that breaks off says so, keeps its text and is continued in a new turn")
def continued(world):
    page = Page(world).open()
    case = page.ask(world.case("broken"))
    turn = page.wait_for("failed", "interrupted")
    expect_equal(turn["text"], world.sent(case), "its text")
    expect(world.browser.named("Go on answering", "button"), "it can be continued", turn["whole"])
    world.browser.click("Go on answering", "button")
    world.browser.wait(lambda: len(page.turns()) == 2, "there is a second turn")
    turn = page.wait_for("done")
    follow_up = f"continued {case.split()[1]}"
    expect_equal((turn["text"], world.model.calls[follow_up]), (world.sent(follow_up), 1))
    expect_equal(world.stored(turn["turn"]).get("continues"), page.turn(0)["turn"], "stored as a continuation")


@suite.test("A model that fails leaves a failure that says what to do, and asking again works")
def failed(world):
    page = Page(world).open()
    page.ask(world.case("failing"))
    turn = page.wait_for("failed")
    expect("could not" in turn["whole"] or "failed" in turn["whole"] or "No answer" in turn["whole"], "what happened", turn["whole"])
    again = world.browser.run("return [...document.querySelectorAll('chat-turn:last-of-type button')].map((button) => button.innerText || button.ariaLabel)")
    expect(any("again" in (name or "").lower() for name in again), "it can be asked again", again)


@suite.test("A model that fails once is asked again unseen")
def retried(world):
    page = Page(world).open()
    case = page.ask(world.case("flaky"))
    turn = page.wait_for("done")
    expect_equal((turn["text"], world.model.calls[case]), (world.sent(case), 2))


@suite.test("An answer that hit a limit says so")
def length(world):
    page = Page(world).open()
    case = page.ask(world.case("length"))
    turn = page.wait_for("length")
    expect_equal(turn["text"], world.sent(case))


@suite.test("An answer that was filtered says so")
def filtered(world):
    page = Page(world).open()
    page.ask(world.case("filtered"))
    page.wait_for("filtered")


@suite.test("Answering again is a new answer to the same question")
def repeated(world):
    page = Page(world).open()
    case = page.ask(world.case("short"))
    first = page.wait_for("done")
    world.browser.click("Answer again", within="chat-turn")
    world.browser.wait(lambda: world.model.calls[case] == 2, "the model is asked again")
    world.browser.wait(lambda: page.turn()["state"] == "done" and page.turn()["turn"] != first["turn"], "the new answer is done")
    expect_equal(world.stored(page.turn()["turn"]).get("repeats"), first["turn"], "stored as a repetition")


@suite.test("Editing a question asks the new words in a new turn and keeps the old one")
def edited(world):
    page = Page(world).open()
    first = page.ask(world.case("short"))
    page.wait_for("done")
    second = world.case("short")
    world.browser.click("Edit…", within="chat-turn")
    world.browser.wait(lambda: first in page.draft(), "the question is in the text field")
    world.browser.run("const field = document.querySelector('textarea'); field.select()")
    page.ask(second)
    world.browser.wait(lambda: len(page.turns()) == 2, "there is a second turn")
    turn = page.wait_for("done")
    expect_equal(turn["text"], world.sent(second))
    expect(first in page.turn(0)["whole"], "the old question is still there", page.turn(0)["whole"])


@suite.test("Feedback is stored, shown after a reload, and can be taken back")
def feedback(world):
    page = Page(world).open()
    page.ask(world.case("short"))
    turn = page.wait_for("done")
    world.browser.click("Helpful", within="chat-turn")
    world.browser.wait(lambda: (world.stored(turn["turn"]).get("feedback") or {}).get("rating") == "up", "it is stored")
    page.reload()
    page.wait_for("done")
    pressed = "return document.querySelectorAll('chat-turn [aria-pressed=true]').length"
    world.browser.wait(lambda: world.browser.run(pressed) == 1, "it is shown")
    world.browser.click("Helpful", within="chat-turn")
    world.browser.wait(lambda: not world.stored(turn["turn"]).get("feedback"), "it is taken back")


@suite.test("An answer of 200 kB is shown whole")
def long(world):
    page = Page(world).open()
    case = page.ask(world.case("long"))
    turn = page.wait_for_end(seconds=90)
    expect_equal(turn["state"], "done")
    expect(turn["text"] == world.sent(case), "the text", turn["text"])
    expect_equal(world.model.calls[case], 1, "calls")
