"""The list of conversations, and what can be done with one."""

import urllib.parse

from .page import Page
from .tests import Suite, expect, expect_equal

suite = Suite()
LIST = "return document.querySelector('conversation-list')?.innerText || ''"


def conversation(world, words):
    page = Page(world).open()
    page.ask(world.case("short"), words)
    page.wait_for("done")
    return page


def open_list(world):
    """Shows the list where it does not always stand."""
    button = world.browser.named("Show conversations", "button")
    if button is not None:
        button.click()


def in_list(world, words, is_there=True):
    what = f"{words!r} is {'in' if is_there else 'not in'} the list"
    world.browser.wait(lambda: (words in world.browser.run(LIST)) == is_there, what)


def choose(world, action, title):
    """Opens a conversation's menu in the list and chooses an action."""
    open_list(world)
    name = f"Actions for “{title}…"
    button = world.browser.wait(lambda: world.browser.named(name, "button", "conversation-list"), f"{name} is there")
    world.browser.run("arguments[0].focus()", button)  # it shows itself to the pointer and to the focus
    world.browser.click(name, within="conversation-list")
    world.browser.click(action)


@suite.test("A conversation is in the list as soon as something was asked, under its address")
def listed(world):
    page = conversation(world, "Fahrrad gefunden")
    open_list(world)
    in_list(world, "Fahrrad gefunden")
    expect(page.conversation, "the address names it")
    there = page.conversation
    page.open("/")
    open_list(world)
    in_list(world, "Fahrrad gefunden")
    world.browser.click("Fahrrad gefunden…", within="conversation-list")
    world.browser.wait(lambda: page.conversation == there and page.turn()["state"] == "done", "it is shown again")


@suite.test("The list can be searched, also in answers")
def searched(world):
    conversation(world, "Hundesteuer zahlen")
    case = conversation(world, "Angelschein kaufen").turn()["text"].split("-")[0]
    open_list(world)
    in_list(world, "Hundesteuer")
    search = world.browser.named("Search conversations", "textbox") or world.browser.named("Search", "textbox")
    expect(search is not None, "there is a field")
    search.send_keys(case)
    in_list(world, "Hundesteuer", False)
    in_list(world, "Angelschein")


@suite.test("A conversation is renamed in the list, and keeps its name")
def renamed(world):
    page = conversation(world, "Alter Name")
    choose(world, "Rename", "Alter Name")
    field = world.browser.wait(lambda: world.browser.run(
        "const field = document.activeElement; return field && field.matches('input') ? field : null"), "a field has the focus")  # fmt: skip
    world.browser.run("arguments[0].select()", field)
    field.send_keys("Neuer Name")
    world.browser.press("Enter")
    world.browser.wait(lambda: world.api(f"/api/conversations/{page.conversation}")[1]["title"] == "Neuer Name", "it is stored")
    in_list(world, "Neuer Name")


@suite.test("A pinned conversation stands first")
def pinned(world):
    page = conversation(world, "Wichtig")
    there = page.conversation
    conversation(world, "Unwichtig")
    choose(world, "Pin", "Wichtig")
    world.browser.wait(lambda: world.api(f"/api/conversations/{there}")[1]["pinned"], "it is stored")
    world.browser.wait(lambda: (lambda text: -1 < text.find("Wichtig") < text.find("Unwichtig"))(world.browser.run(LIST)), "it is first")


@suite.test("An archived conversation leaves the list and can be taken back")
def archived(world):
    page = conversation(world, "Abgelegt")
    there = page.conversation
    choose(world, "Archive", "Abgelegt")
    in_list(world, "Abgelegt", False)
    world.browser.wait(lambda: world.api(f"/api/conversations/{there}")[1]["archived"], "it is stored")
    in_list(world, "No current conversations.")
    search = world.browser.named("Search conversations", "textbox") or world.browser.named("Search", "textbox")
    search.send_keys("Abgelegt")
    in_list(world, "Perhaps it is archived.")
    search.clear()
    world.browser.run("arguments[0].dispatchEvent(new Event('input', { bubbles: true }))", search)
    in_list(world, "No current conversations.")
    open_list(world)
    world.browser.click("Show archived", within="conversation-list")
    in_list(world, "Abgelegt")
    choose(world, "Take out of the archive", "Abgelegt")
    world.browser.wait(lambda: not world.api(f"/api/conversations/{there}")[1]["archived"], "it is taken back")


@suite.test("A deleted conversation can be had back for a while, and is gone afterwards")
def deleted(world):
    page = conversation(world, "Weg damit")
    there = page.conversation
    choose(world, "Delete", "Weg damit")
    in_list(world, "Weg damit", False)
    world.browser.click("Undo", "button")
    in_list(world, "Weg damit")
    expect_equal(world.api(f"/api/conversations/{there}")[0], 200)
    choose(world, "Delete", "Weg damit")
    in_list(world, "Weg damit", False)
    page.open("/")
    world.browser.wait(lambda: world.api(f"/api/conversations/{there}")[0] == 404, "it is deleted")


@suite.test("A conversation in which an answer is written is marked in the list, in every tab", engines=("chromium", "firefox"))
def running(world):
    page = Page(world).open()
    case = page.ask(world.case("gated"), "Läuft gerade")
    page.wait_for_text("wörter0019")
    first = world.browser.tab()
    second = world.browser.open_tab(world.url + "/")
    page.wait_until_ready()
    open_list(world)
    mark = """return [...document.querySelectorAll("conversation-list *")].some((each) => each.getClientRects().length > 0 &&
      /Being answered/.test(each.getAttribute("aria-label") || each.getAttribute("title") || (each.children.length === 0 ? each.textContent : "")))"""
    world.browser.wait(lambda: world.browser.run(mark), "it is marked")
    world.model.let_go(case)
    world.browser.wait(lambda: not world.browser.run(mark), "it is no longer marked")
    world.browser.use_tab(second)
    world.browser.close_tab(and_use=first)


@suite.test("What is somebody else's looks like what does not exist")
def foreign(world):
    page = conversation(world, "Geheim")
    there = page.conversation
    world.begin()
    Page(world).open(f"/c/{there}")
    world.browser.wait(lambda: "does not exist" in page.visible_text(), "it says so")
    expect("Geheim" not in page.visible_text(), "nothing of it is shown")


@suite.test("A conversation can be saved as text and as data")
def exported(world):
    page = conversation(world, "Zum Mitnehmen")
    for style in ("markdown", "json"):
        status, text = world.api(f"/api/conversations/{page.conversation}/export?format={style}")
        expect(status == 200 and "Zum Mitnehmen" in str(text), style, text)
    world.browser.click("Actions for this conversation", "button")
    addresses = world.browser.run("return [...document.querySelectorAll('a[href*=export]')].map((link) => link.getAttribute('href'))")
    names = page.visible_text()
    expect(addresses or ("Save as text" in names), "the menu offers it", names[-600:])


@suite.test("Everything can be deleted in the settings, after one question")
def erased(world):
    page = conversation(world, "Alles weg")
    there = page.conversation
    world.browser.click("Settings", "button")
    world.browser.click("Delete everything …")
    world.browser.click("Delete everything", "button")
    world.browser.wait(lambda: world.api(f"/api/conversations/{there}")[0] == 404, "it is deleted")


@suite.test("The language can be changed, and stays")
def language(world):
    page = Page(world).open("/?lang=de")
    expect_equal(world.browser.run("return document.documentElement.lang"), "de")
    text = page.visible_text()
    expect("Was möchten Sie wissen" in text or "Gespräch" in text, "German", text)
    expect(urllib.parse.urlsplit(world.browser.run("return location.href")).path == "/", "the address")
