"""Without script: logging in and out, and the end of all that is kept of somebody."""

from .logins import NAME, PASSWORD, closed
from .plain_browser import PlainPage
from .plain_conversations import LISTED
from .tests import Suite, expect, expect_equal

suite = Suite()


def log_in(page, password=PASSWORD):
    page.write(NAME, "#name").write(password, "#password")
    page.browser.click("Log in", "button")


@suite.test("A form logs in, says when name or password is wrong, and leads back to the conversation; another one logs out")
def in_and_out(world):
    with closed(world):
        page = PlainPage(world).open()
        log_in(page, "falsch-falsch-1")
        page.wait_for("Name or password is wrong.")
        log_in(page)
        page.wait_for(f"Logged in as {NAME}")
        page.ask("short", "Vertrauliches")
        page.wait_for_end()
        conversation = page.address.split("#")[0]
        world.browser.click("Log out", "button")
        page.wait_for("You are logged out.")
        expect("Vertrauliches" not in page.text, "what is still there", page.text)
        world.browser.open(conversation)
        expect("Vertrauliches" not in page.text, "what its address shows", page.text)
        log_in(page)
        page.wait_for("Vertrauliches").wait_for("ende.")
        expect_equal(page.address.split("#")[0], conversation, "the address")


@suite.test("Everything of somebody's is deleted after a question")
def erased(world):
    page = PlainPage(world).open()
    page.ask("short", "Persönliches")
    page.wait_for_end()
    world.browser.click("Delete everything …", "link")
    page.wait_for("Really delete everything?")
    world.browser.click("Do not delete", "link")
    world.browser.wait(lambda: len(page.look(LISTED) or []) == 1, "it is still there")
    world.browser.click("Delete everything …", "link")
    world.browser.click("Delete everything for good", "button")
    page.wait_for("Everything was deleted.")
    expect_equal(page.look(LISTED), [], "what is listed")
