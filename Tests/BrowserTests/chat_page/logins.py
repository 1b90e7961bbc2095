"""A page for people who log in."""

import subprocess
from contextlib import contextmanager

from harness.kaya import BINARY, environment

from .conversations import choose, in_list
from .interruptions import MIDDLE, finish
from .page import Page
from .tests import Suite, expect, expect_equal
from .troubled_network import TroubledNetwork

suite = Suite()
NAME, PASSWORD = "maria", "geheimes-wort-1"


@contextmanager
def closed(world, name="closed", **settings):
    """The same world with a Kaya of its own that has an account, and wants a login unless more is said."""
    made, folder = world.__dict__.setdefault("with_account", {}), world.folder / name
    if not folder.exists():
        (folder / "data").mkdir(parents=True)
        subprocess.run([str(BINARY), "user", "add", NAME, "--data", str(folder / "data")], input=PASSWORD + "\n", text=True, check=True,
                       env=environment({}), stdout=subprocess.DEVNULL, timeout=60)  # fmt: skip
        made[name] = world.start_kaya(name, **(settings or {"KAYA_IDENTITY_REQUIRED": "true"}))
    open_kaya, open_network = world.kaya, world.network
    world.kaya, world.network = made[name], TroubledNetwork(made[name].port)
    try:
        world.begin()
        yield
    finally:
        world.network.stop()
        world.kaya, world.network = open_kaya, open_network


def log_in(world, password=PASSWORD):
    """Fills in the form, which a page that needs a login shows by itself."""
    world.browser.wait(lambda: world.browser.run("return !!document.querySelector('dialog input[type=password]')"), "there is a form")
    world.browser.run("for (const field of document.querySelectorAll('dialog input')) field.value = ''")
    world.browser.type("dialog input:not([type=password])", NAME)
    world.browser.type("dialog input[type=password]", password)
    world.browser.press("Enter")


@contextmanager
def logged_in(world):
    """A page that somebody has logged in to."""
    with closed(world):
        page = Page(world).open()
        log_in(world)
        world.browser.wait(lambda: NAME in page.visible_text(), "it says who is logged in")
        yield page


@suite.test("Where a login is needed the page asks for it, and says when it was wrong")
def asked_for(world):
    with closed(world):
        page = Page(world).open()
        log_in(world, "falsch-falsch-1")
        world.browser.wait(lambda: "Name or password is wrong." in page.visible_text(), "it says that it was wrong")
        log_in(world)
        world.browser.wait(lambda: NAME in page.visible_text(), "it says who is logged in")
        case = page.ask(world.case("steady"))
        finish(world, page, case)


@suite.test("A login that ends in mid-answer is renewed unseen, and the answer goes on from the byte")
def renewed(world):
    with logged_in(world) as page:
        case = page.ask(world.case("gated"))
        page.wait_for_text(MIDDLE)
        world.network.forget_logins()
        world.network.break_all()
        world.browser.wait(lambda: world.network.asked("POST", "^/api/login/refresh"), "the login is renewed")
        finish(world, page, case)


def end_logins(world):
    """A new password, the same as before, ends every login of the account."""
    data = ["--data", str(world.folder / "closed" / "data")]
    subprocess.run([str(BINARY), "user", "password", NAME, *data], input=PASSWORD + "\n", text=True, check=True,
                   env=environment({}), stdout=subprocess.DEVNULL, timeout=60)  # fmt: skip


def expect_told_and_brought_back(world, page, look_again):
    page.ask(world.case("short"), "Vertrauliches")
    page.wait_for("done")
    conversation = page.conversation
    end_logins(world)
    look_again()
    world.browser.wait(lambda: "Your login has expired" in page.visible_text(), "it says that the login has ended")
    world.browser.wait(lambda: "Vertrauliches" not in page.visible_text(), "nothing of before is shown")
    log_in(world)
    world.browser.wait(lambda: "Vertrauliches" in page.visible_text(), "the conversation is shown again")
    expect_equal(page.conversation, conversation, "the conversation")


@suite.test("Whose login ended while the page was closed is told so, and is where they were once they have logged in")
def run_out(world):
    with logged_in(world) as page:
        expect_told_and_brought_back(world, page, page.reload)


@suite.test("Whose login is ended under their eyes is told so, and is where they were once they have logged in")
def ended(world):
    with logged_in(world) as page:
        expect_told_and_brought_back(world, page, world.network.break_all)


@suite.test("Who logs out leaves nothing behind on the screen")
def logged_out(world):
    with logged_in(world) as page:
        page.ask(world.case("short"), "Vertrauliches")
        page.wait_for("done")
        world.browser.click("Settings", "button")
        world.browser.click("Log out", "button")
        world.browser.wait(lambda: "Vertrauliches" not in page.visible_text(), "it is gone")
        expect_equal(page.turns(), [], "turns")
        expect(NAME not in page.visible_text(), "nobody is named", page.visible_text())


@suite.test("Who deletes a conversation and logs out at once has deleted it")
def deleted_before_leaving(world):
    with logged_in(world) as page:
        page.ask(world.case("short"), "Hiervon nichts mehr")
        page.wait_for("done")
        there = page.conversation
        choose(world, "Delete", "Hiervon nichts mehr")
        in_list(world, "Hiervon nichts mehr", False)
        world.browser.click("Settings", "button")
        world.browser.click("Log out", "button")
        world.browser.wait(lambda: "You are logged out" in page.visible_text(), "it says so")
        expect(not world.network.asked("DELETE", "^/api/conversations/")[1:], "it is deleted once", world.network.requests[-8:])
        page.open("/")
        log_in(world)
        world.browser.wait(lambda: NAME in page.visible_text(), "it says who is logged in")
        expect_equal(world.api(f"/api/conversations/{there}")[0], 404, "what was deleted")


@suite.test("Who logs in is told where the conversations of before are, for how long an account's are kept, and finds the former after logging out")
def visited_before(world):
    with closed(world, "open", KAYA_CONVERSATIONS_VISITOR_RETENTION="5d", KAYA_CONVERSATIONS_ACCOUNT_RETENTION="77d"):
        page = Page(world).open()
        world.browser.wait(lambda: "deleted 5 days after" in page.visible_text(), "a visitor's days")
        page.ask(world.case("short"), "Ohne Anmeldung")
        page.wait_for("done")
        world.browser.click("Settings", "button")
        world.browser.click("Log in", "button")
        log_in(world)
        world.browser.wait(lambda: "Conversations that you began without a login" in page.visible_text(), "it is said")
        world.browser.wait(lambda: "deleted 77 days after" in page.visible_text(), "an account's days")
        world.browser.click("Settings", "button")
        world.browser.click("Log out", "button")
        world.browser.wait(lambda: "You are logged out" in page.visible_text(), "it says so")
        in_list(world, "Ohne Anmeldung")
