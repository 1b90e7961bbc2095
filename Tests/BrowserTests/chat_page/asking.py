"""Asking, and the answer as it comes."""

from .page import QUESTION, Page
from .tests import Suite, expect, expect_equal

suite = Suite()
MIDDLE = "wörter0019"  # of a gated answer: before its gate


@suite.test("The answer that is shown is the one that is stored and that the model sent, in one call")
def same_everywhere(world):
    page = Page(world).open()
    case = page.ask(world.case("steady"))
    turn = page.wait_for_end()
    expect_equal(turn["state"], "done")
    expect_equal(turn["text"], world.sent(case), "shown")
    expect_equal(world.stored(turn["turn"])["text"], world.sent(case), "stored")
    expect_equal(world.model.calls[case], 1, "calls")


@suite.test("Words are shown while the model still writes, and the state says so")
def word_by_word(world):
    page = Page(world).open()
    case = page.ask(world.case("gated"))
    turn = page.wait_for_text(MIDDLE)
    expect(turn["state"] == "writing" and turn["isBusy"], "while it writes", turn)
    expect("ende" not in turn["text"], "only the first half", turn)
    world.model.let_go(case)
    turn = page.wait_for("done")
    expect(not turn["isBusy"] and turn["text"] == world.sent(case), "at its end", turn)


@suite.test("The question is shown at once, and what is waited for, before the first word")
def honest_waiting(world):
    page = Page(world).open()
    case = page.ask(world.case("silent"))
    turn = page.wait_for("sending", "waiting", "thinking")
    expect(case in turn["whole"], "the question is shown", turn["whole"])
    turn = page.wait_for("waiting", "thinking")
    shown = turn["whole"].split(f"[{case}]")[-1].strip()
    expect(shown, "something says what is waited for", turn["whole"])
    world.model.let_go(case)
    page.wait_for("done")


@suite.test("A model that thinks before it writes is shown as thinking, and its thoughts are no text")
def reasoning(world):
    page = Page(world).open()
    case = page.ask(world.case("reasoning"))
    page.wait_for("thinking")
    world.model.let_go(case)
    turn = page.wait_for("done")
    expect_equal(turn["text"], world.sent(case))


@suite.test("Sources stand there before the text")
def sources_first(world):
    page = Page(world).open()
    case = page.ask(world.case("silent"), "Ich möchte mein KFZ zulassen")
    world.browser.wait(lambda: world.browser.run(
        "return (document.querySelector('chat-turn chat-sources')?.innerText || '').trim().length > 0"), "sources are shown")  # fmt: skip
    expect_equal((page.turn()["text"] or "").strip(), "", "the text so far")
    world.model.let_go(case)
    page.wait_for("done")


@suite.test("A source opens in the reading pane with its passage, and can be closed")
def reading_pane(world):
    page = Page(world).open()
    page.ask(world.case("short"), "Ich möchte mein KFZ zulassen")
    page.wait_for("done")
    open_first_source(world)
    shown = "const pane = document.querySelector('reading-pane'); return pane && pane.getClientRects().length > 0 ? pane.innerText.trim() : ''"
    world.browser.wait(lambda: len(world.browser.run(shown)) > 100, "the passage is shown")
    world.browser.click_at("reading-pane .pane-close")
    world.browser.wait(lambda: world.browser.run(shown) == "", "the pane is closed")


FOCUSED = "return document.activeElement.closest('reading-pane') ? 'pane' : document.activeElement.localName"


@suite.test("Beside a conversation, a source that is opened by keyboard has the focus, Esc closes it and gives the focus back, and only the next Esc stops the answer", engines=("chromium", "firefox"))
def source_by_keyboard(world):
    world.browser.resize(1500, 800)
    try:
        page = Page(world).open()
        case = page.ask(world.case("gated"), "Ich möchte mein KFZ zulassen")
        page.wait_for_text(MIDDLE)
        world.browser.wait(lambda: world.browser.run("return document.querySelector('kaya-page').dataset.layout") == "roomy", "there is room")
        link = "chat-turn chat-sources :is(button:not([aria-expanded]), a[href])"
        world.browser.run("for (const list of document.querySelectorAll('chat-sources details')) list.open = true")
        world.browser.run("const link = document.querySelector(arguments[0]); link.dataset.opens = 'a source'; link.focus()", link)
        world.browser.press("Enter")
        world.browser.wait(lambda: world.browser.run(FOCUSED) == "pane", lambda: f"the focus is in the pane, not in {world.browser.run(FOCUSED)}")
        world.browser.press("Escape")
        world.browser.wait(lambda: world.browser.run("return document.activeElement.dataset.opens === 'a source'"), lambda: f"the focus is back, not in {world.browser.run(FOCUSED)}")
        world.browser.press("Enter")
        world.browser.wait(lambda: world.browser.run(FOCUSED) == "pane", "the source is open again")
        world.browser.run("document.querySelector(arguments[0]).focus()", QUESTION)
        world.browser.press("Escape")
        world.browser.wait(lambda: world.browser.run("return document.querySelector('reading-pane').getClientRects().length === 0"), "the pane is closed")
        expect_equal(page.turn()["state"], "writing", "the answer goes on")
        expect_equal(world.browser.run(FOCUSED), "textarea", "the focus stays where one writes")
        world.browser.press("Escape")
        page.wait_for("stopped")
        world.model.let_go(case)
    finally:
        world.browser.resize(1200, 800)


def open_first_source(world):
    """Shows the sources when they are folded, and chooses the first."""
    world.browser.run("for (const list of document.querySelectorAll('chat-turn:last-of-type chat-sources details')) list.open = true")
    world.browser.click_at("chat-turn:last-of-type chat-sources :is(button, a[href])")


@suite.test("A second click on send does not ask again")
def double_click(world):
    page = Page(world).open()
    case = world.case("steady")
    world.browser.type(QUESTION, f"Was ist mit [{case}]")
    send = world.browser.named("Send", "button") or world.browser.run("return document.querySelector('chat-composer button[type=submit]')")
    expect(send is not None, "there is a button that sends")
    world.browser.run("arguments[0].click(); arguments[0].click()", send)
    page.wait_for("done")
    expect_equal((world.model.calls[case], len(page.turns())), (1, 1), "calls and turns")


@suite.test("Enter sends, and Shift and Enter begin a new line")
def keys(world):
    page = Page(world).open()
    case = world.case("short")
    world.browser.type(QUESTION, "Erste Zeile")
    world.browser.press("Shift", "Enter")
    world.browser.type(QUESTION, f"Zweite Zeile [{case}]")
    expect_equal(page.draft(), f"Erste Zeile\nZweite Zeile [{case}]", "the text before it is sent")
    world.browser.press("Enter")
    turn = page.wait_for("done")
    expect_equal(world.stored(turn["turn"])["question"], f"Erste Zeile\nZweite Zeile [{case}]")
    expect_equal(page.draft(), "", "the text field after it")


@suite.test("The focus stays in the text field while the answer comes, and afterwards")
def focus(world):
    page = Page(world).open()
    case = page.ask(world.case("gated"))
    page.wait_for_text(MIDDLE)
    is_focused = "return document.activeElement?.matches('textarea') === true"
    expect(world.browser.run(is_focused), "while it writes", world.browser.run("return document.activeElement?.outerHTML"))
    world.model.let_go(case)
    page.wait_for("done")
    expect(world.browser.run(is_focused), "afterwards", world.browser.run("return document.activeElement?.outerHTML"))


@suite.test("A draft is kept over a reload, each conversation its own")
def drafts(world):
    page = Page(world).open()
    page.ask(world.case("short"))
    page.wait_for("done")
    world.browser.type(QUESTION, "Entwurf in der ersten")
    first = page.conversation
    expect(first, "the address names the conversation", world.browser.run("return location.href"))
    page.reload()
    world.browser.wait(lambda: page.draft() == "Entwurf in der ersten", "the draft is there again")
    page.open("/")
    expect_equal(page.draft(), "", "in a new conversation")
    world.browser.type(QUESTION, "Entwurf in der neuen")
    page.open(f"/c/{first}")
    world.browser.wait(lambda: page.draft() == "Entwurf in der ersten", "the first one's draft is there")
    page.open("/")
    world.browser.wait(lambda: page.draft() == "Entwurf in der neuen", "the new one's draft is there")


@suite.test("A question that cannot be sent is kept, and is sent once when the network is back")
def unsendable(world):
    page = Page(world).open()
    world.network.go_down()
    case = page.ask(world.case("steady"))
    turn = page.wait_for("offline", "failed", "sending", "resuming")
    expect(case in turn["whole"] or case in page.draft(), "the question is still there", turn["whole"])
    world.browser.wait(lambda: page.turn()["state"] in ("offline", "failed"), "it says that it cannot be sent")
    world.network.heal()
    if page.turn()["state"] == "failed":
        world.browser.click("Send again", "button")
    turn = page.wait_for("done", seconds=60)
    expect_equal((turn["text"], world.model.calls[case]), (world.sent(case), 1))


@suite.test("A text that is too long is not sent, not cut, and its count is shown")
def too_long(world):
    page = Page(world).open()
    world.browser.run("""
      const field = document.querySelector("textarea"), paste = "Zu viel Text. ".repeat(400)
      field.focus(); field.value = paste; field.dispatchEvent(new InputEvent("input", { bubbles: true }))""")
    world.browser.press("Enter")
    expect_equal(len(page.draft()), 5600, "the text is all there")
    expect_equal(page.turns(), [], "nothing was sent")
    world.browser.wait(lambda: "1599 characters too many" in page.visible_text().replace(",", ""), "the count is shown")


@suite.test("Markdown is shown formatted while it comes, and the same after a reload")
def formatted(world):
    page = Page(world).open()
    case = page.ask(world.case("samplergate"))
    shape = "return [...document.querySelectorAll('chat-answer :is(h1,h2,h3,h4,h5,h6,strong,em,ol,ul,table,pre,blockquote,del,s)')].map((e) => e.localName)"
    world.browser.wait(lambda: "strong" in world.browser.run(shape), "formatting comes with the text")
    world.model.let_go(case)
    page.wait_for("done")
    seen = world.browser.run(shape)
    for name in ("ol", "ul", "table", "pre", "blockquote", "strong", "em"):
        expect(name in seen, f"there is <{name}>", seen)
    text = page.turn()["text"]
    page.reload()
    page.wait_for("done")
    expect_equal((world.browser.run(shape), page.turn()["text"]), (seen, text), "after a reload")


@suite.test("An empty conversation says that an AI answers, how long things are kept, and gives examples that can be asked")
def welcome(world):
    page = Page(world).open()
    text = page.visible_text()
    expect("AI" in text, "the notice", text)
    expect("30 days" in text, "the deadline", text)
    examples = world.browser.run("return [...document.querySelectorAll('button')].filter((button) => button.innerText.trim().endsWith('?')).map((button) => button.innerText.trim())")
    expect(len(examples) > 1, "examples", examples)
    world.browser.click(examples[0])
    world.browser.wait(lambda: page.turns() or page.draft(), "the example is asked, or stands in the text field")


@suite.test("Who chooses plain language has it asked of the model, from the next question on and after a reload")
def plain_language(world):
    page = Page(world).open()
    usual = page.ask(world.case("short"))
    page.wait_for("done")
    world.browser.click("Settings", "button")
    world.browser.click_at("input[name=style][value=plain]")
    world.browser.press("Escape")
    first = page.ask(world.case("short"))
    page.wait_for("done", index=1)
    page.reload()
    page.wait_for("done", index=1)
    second = page.ask(world.case("short"))
    page.wait_for("done", index=2)
    told = ["einfacher Sprache" in world.model.instructions[case] for case in (usual, first, second)]
    expect_equal(told, [False, True, True], "asked of the model")
