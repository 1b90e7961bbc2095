"""Without script: what can be done with conversations."""

from .plain_browser import START, PlainPage
from .tests import Suite, expect, expect_equal

suite = Suite()
LISTED = "return [...document.querySelectorAll('.list li a')].map((link) => link.textContent)"


def begun(world, words="Fahrrad gefunden"):
    page = PlainPage(world).open()
    page.ask("short", words)
    return page.wait_for_end()


@suite.test("A conversation is renamed, pinned and archived")
def kept(world):
    page = begun(world)
    page.write("Neuer Name", "#title")
    world.browser.click("Rename", "button")
    world.browser.wait(lambda: page.look(LISTED) == ["Neuer Name"], "it is listed by its name")
    world.browser.click("Pin", "button")
    page.wait_for("(pinned)")
    world.browser.click("Archive", "button")
    world.browser.wait(lambda: page.look(LISTED) == [], "it is listed no more")
    page.open()
    world.browser.click("Show archived ones", "link")
    world.browser.wait(lambda: page.look(LISTED) == ["Neuer Name"], "it is among the archived")
    world.browser.click("Neuer Name", "link")
    page.wait_for("ende.")
    world.browser.click("Take out of the archive", "button")
    world.browser.wait(lambda: page.look(LISTED) == ["Neuer Name"], "it is listed again")


@suite.test("Conversations are searched")
def searched(world):
    begun(world)
    page = begun(world, "Bibliothek geöffnet")
    page.open()
    world.browser.wait(lambda: len(page.look(LISTED) or []) == 2, "both are listed")
    world.browser.type("#search", "Bibliothek")
    world.browser.press("Enter")
    world.browser.wait(lambda: [name.split()[0] for name in page.look(LISTED) or []] == ["Bibliothek"], "one is found")
    page.open(START + "&search=Nirgendwo")
    page.wait_for("Nothing found for “Nirgendwo”.")


@suite.test("A conversation is deleted after a question, and its address shows nothing then")
def deleted(world):
    page = begun(world)
    address = page.address
    world.browser.click("Delete …", "link")
    page.wait_for("Delete this conversation?")
    world.browser.click("Do not delete", "link")
    page.wait_for("ende.")
    world.browser.click("Delete …", "link")
    world.browser.click("Delete for good", "button")
    page.wait_for("The conversation is deleted.")
    expect_equal(page.look(LISTED), [], "what is listed")
    world.browser.open(address)
    page.wait_for("does not exist")
    expect("does not exist" in page.text and "ende." not in page.text, "what its address shows", page.text)


@suite.test("A conversation is saved as a page, as text and as data")
def saved(world):
    begun(world)
    for name, beginning in (("Save as a page (HTML)", "<!doctype html>"), ("Save as text (Markdown)", "# "), ("Save as data (JSON)", None)):
        link = world.browser.named(name, "link")
        status, text = world.api(world.browser.run("return arguments[0].getAttribute('href')", link))
        expect(status == 200 and "ende." in str(text), name, (status, text))
        expect(beginning is None or str(text).startswith(beginning), name, text)


@suite.test("Somebody else's conversation looks like none")
def foreign(world):
    page = begun(world, "Geheim")
    address = page.address.split("#")[0]
    world.browser.driver.delete_all_cookies()
    world.browser.open(address)
    expect("does not exist" in page.text and "Geheim" not in page.text, "what a stranger sees", page.text)
