"""Without script: a question is asked by a form, and its answer read by a page that renews itself."""

from .plain_browser import START, PlainPage
from .rehearsed_model import answer
from .tests import Suite, expect, expect_equal

suite = Suite()
MIDDLE = "wörter0019"


def whole(case):
    return " ".join(answer(case).split())


@suite.test("An answer grows in a page that loads itself anew, until it is there, and no longer")
def asked(world):
    page = PlainPage(world).open()
    case = page.ask("gated")
    expect("/c/" in page.address and "script=none" in page.address, "the address", page.address)
    page.wait_for(MIDDLE).wait_for("The answer is being written.")
    world.browser.wait(lambda: page.refresh, "it renews itself")
    expect("ende." not in page.text, "it is in the middle", page.text)
    world.model.let_go(case)
    page.wait_for_end()
    expect_equal(page.answers(), [whole(case)], "the answer")
    expect_equal(page.refresh, None, "it refreshes itself")
    expect_equal(world.model.calls[case], 1, "calls")
    expect_equal(world.browser.run("return document.scripts.length"), 0, "scripts")


@suite.test("The address with script shows the same where there is none, and asks from there")
def shell(world):
    page = PlainPage(world).open("/")
    expect("What would you like to know?" in page.text and "Kaya is loading" not in page.text, "what it says", page.text)
    case = page.ask("short")
    page.wait_for_end()
    conversation = page.address.split("?")[0]
    world.browser.open(conversation)
    page.wait_for_answers([whole(case)])


@suite.test("Nothing is asked twice: on reload, when Send is pressed twice, and on going back")
def once(world):
    page = PlainPage(world).open()
    case = world.case("steady")
    page.write(f"Zweimal [{case}]")
    world.browser.run("const send = document.querySelector('.ask button'); send.click(); send.click()")
    page.wait_for(f"[{case}]").wait_for_end()
    address = page.address
    page.leave("location.reload()").wait_for_end()
    page.leave("history.back()").wait_for("What would you like to know?")
    page.leave("history.forward()").wait_for_answers([whole(case)])
    expect_equal(page.address.split("#")[0], address.split("#")[0], "the address")
    expect_equal(len(page.turns()), 1, "turns")
    expect_equal(world.model.calls[case], 1, "calls")
    conversations = world.api("/api/conversations")[1]["conversations"]
    expect_equal(len(conversations), 1, "conversations")


@suite.test("Stop stops the model, and what was there stays")
def stopped(world):
    page = PlainPage(world).open()
    case = page.ask("gated")
    page.wait_for(MIDDLE)
    world.browser.click("Stop", "button")
    page.wait_for("Stopped by you.").wait_for_end()
    world.browser.wait(lambda: world.model.hangups[case] == 1, "the model is stopped")
    expect(MIDDLE in page.answers()[0] and "ende." not in page.answers()[0], "the answer", page.answers())


@suite.test("An answer that broke off says so and can be continued")
def continued(world):
    page = PlainPage(world).open()
    case = page.ask("broken")
    page.wait_for_end()
    expect("What had come until then stays." in page.text, "it says so", page.text)
    world.browser.click("Continue the answer", "button")
    page.wait_for_end(turns=2)
    expect_equal(page.answers()[-1], whole(f"continued {case.split()[1]}"), "the second answer")
    expect("The answer, continued" in page.text, "it says what it is", page.text)


@suite.test("An answer can be given again, and a question be edited and asked anew")
def again(world):
    page = PlainPage(world).open()
    case = page.ask("short")
    page.wait_for_end()
    world.browser.click("Answer again", "button")
    page.wait_for_end(turns=2)
    expect_equal((page.answers(), world.model.calls[case]), ([whole(case)] * 2, 2), "answers and calls")
    world.browser.click("Edit the question", "link")
    world.browser.wait(lambda: page.look("return document.querySelector('#question')?.value") == f"Was ist mit [{case}]", "it is there")
    other = world.case("short")
    page.write(f"Und was ist mit [{other}]")
    world.browser.click("Send", "button")
    page.wait_for(f"[{other}]").wait_for_end(turns=3)
    expect_equal(page.answers()[-1], whole(other), "the third answer")


@suite.test("A failure says what happened")
def failed(world):
    page = PlainPage(world).open()
    page.ask("failing")
    page.wait_for_end()
    standing = world.browser.run("return document.querySelector('.standing').innerText")
    expect("could not" in standing and "try again" in standing, "what it says", standing)


@suite.test("A conversation goes on in its page")
def goes_on(world):
    page = PlainPage(world).open()
    cases = [page.ask("short")]
    page.wait_for_end()
    cases.append(page.ask("short", "Und was ist mit"))
    page.wait_for_end(turns=2)
    expect_equal(page.answers(), [whole(case) for case in cases], "answers")


@suite.test("Feedback is given, shown and taken back")
def feedback(world):
    page = PlainPage(world).open()
    page.ask("short")
    page.wait_for_end()
    world.browser.click("Helpful", "button")
    page.wait_for("You found this answer helpful.")
    world.browser.click("Take back", "button")
    world.browser.wait(lambda: "You found" not in page.text, "it is taken back")
    world.browser.click("Not helpful …", "button")
    world.browser.click_at("input[value=unclear]")
    page.write("Zu <b>kurz</b>", "textarea[name=comment]")
    world.browser.click("Submit", "button")
    page.wait_for("You found this answer not helpful. Is hard to understand.").wait_for("Zu <b>kurz</b>")


@suite.test("Sources are named before the answer and lead to their passages")
def sources(world):
    page = PlainPage(world).open()
    page.ask("short", "Ich möchte mein KFZ zulassen")
    page.wait_for_end()
    turn = page.turns()[0]
    expect(0 < turn.index("Sources") < turn.index("ende."), "the order", turn)
    world.browser.click_at(".passage")
    page.wait_for("Source 1")
    expect(len(world.browser.run("return document.querySelector('.words').textContent")) > 40, "the passage", page.text)
    world.browser.click("Back", "link")
    page.wait_for("ende.")


@suite.test("An empty question and one that is too long say what is wrong, and the text is kept")
def mistakes(world):
    page = PlainPage(world).open()
    page.write("   ")
    world.browser.click("Send", "button")
    page.wait_for("Write your question first.")
    text = "Zu viel Text & <b>mehr</b>. " * 400
    page.write(text)
    world.browser.click("Send", "button")
    page.wait_for("characters")
    kept = world.browser.run("return document.querySelector('#question').value")
    expect_equal(kept.strip(), text.strip(), "the text")
    case = world.case("short")
    page.write(f"Kürzer [{case}]")
    world.browser.click("Send", "button")
    page.wait_for(f"[{case}]").wait_for_end()
    expect_equal(page.answers(), [whole(case)], "the answer")


@suite.test("The language that is chosen stays chosen")
def language(world):
    page = PlainPage(world).open()
    expect_equal(world.browser.run("return document.documentElement.lang"), "en", "the browser's language")
    world.browser.click("Deutsch", "link")
    page.wait_for("Was möchten Sie wissen?")
    case = world.case("short")
    page.write(f"Was ist mit [{case}]")
    world.browser.click("Senden", "button")
    page.wait_for("ende.").wait_for_end()
    expect("Hilfreich" in page.text and "Helpful" not in page.text, "its words", page.text)
    expect_equal(world.browser.run("return document.documentElement.lang"), "de", "its language")
    world.browser.click("English", "link")
    page.wait_for("Helpful")


@suite.test("A browser without modules is led to the same conversation without script")
def old_browser(world):
    page = PlainPage(world).open()
    case = page.ask("short")
    page.wait_for_end()
    base = world.browser.run("return document.querySelector('link[rel=stylesheet]').getAttribute('href')").rsplit("/", 1)[0]
    status, script = world.api(f"{base}/old.js")
    expect_equal(status, 200, "old.js")
    for address, end in ((page.address.split("?")[0], "?script=none"), (page.address.split("?")[0] + "?lang=en", "?lang=en&script=none")):
        world.browser.open(address)
        world.browser.run(script)  # as the browser would that knows no modules
        world.browser.wait(lambda end=end: page.address.endswith(end), f"the address ends in {end}")
        page.wait_for("ende.").wait_for_answers([whole(case)])
        expect_equal(world.browser.run("return document.querySelectorAll('noscript').length"), 0, "shells")


@suite.test("A server that starts anew in the middle keeps what was there, and the answer can be continued")
def restarted(world):
    page = PlainPage(world).open()
    case = page.ask("gated")
    page.wait_for(MIDDLE)
    turn = world.browser.wait(lambda: page.look("return document.querySelector('.turn')?.id"), "the turn has a name").removeprefix("turn-")
    world.browser.wait(lambda: MIDDLE in (world.stored(turn)["text"] or ""), "it is on the disk")
    address = page.address
    world.restart_kaya()
    world.browser.open(address.split("#")[0])
    page.wait_for_end().wait_for("interrupted")
    expect(MIDDLE in page.answers()[0], "the answer", page.answers())
    world.browser.click("Continue the answer", "button")
    page.wait_for_end(turns=2)
    expect_equal(page.answers()[-1], whole(f"continued {case.split()[1]}"), "the second answer")


@suite.test("It says that an AI answers and how long things are kept")
def notices(world):
    page = PlainPage(world).open(START)
    expect("An AI answers here." in page.text and "30 days" in page.text, "what it says", page.text)
