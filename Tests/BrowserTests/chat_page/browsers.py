"""One way to use a page in three engines, as a person would: look, click, type, press keys."""

import contextlib
import json
from contextlib import contextmanager
from pathlib import Path

import drivers
from harness.processes import wait_until

PATIENCE = 40  # seconds that a state may take to come on a busy machine
FIND_BY_NAME = (Path(__file__).parent / "find-by-name.js").read_text(encoding="utf-8")
LISTEN_FOR_ERRORS = """
const page = window.wrappedJSObject || window
if (!document.documentElement.hasAttribute("data-watched")) {
  document.documentElement.setAttribute("data-watched", "")
  const note = (text) => { const seen = JSON.parse(document.documentElement.getAttribute("data-errors") || "[]")
    document.documentElement.setAttribute("data-errors", JSON.stringify([...seen, text])) }
  window.addEventListener("error", (event) => note(String(event.message || event.type)))
  window.addEventListener("unhandledrejection", (event) => note("unhandled: " + String(event.reason)))
}
return JSON.parse(document.documentElement.getAttribute("data-errors") || "[]")
"""
KEYS = {"Escape": "\ue00c", "Enter": "\ue007", "Tab": "\ue004", "Shift": "\ue008", "Control": "\ue009", "ArrowUp": "\ue013",
        "ArrowDown": "\ue015", "Home": "\ue011", "End": "\ue010", "PageUp": "\ue00e", "PageDown": "\ue00f", "Space": " ",
        "Backspace": "\ue003", "Alt": "\ue00a", "ArrowRight": "\ue014"}  # fmt: skip
MODIFIERS = ("Shift", "Control", "Alt")


class Browser:
    """What all engines have in common. `errors()` is what went wrong in pages since it was last asked."""

    engine = ""
    can_resize = True
    can_be_offline = False

    def __init__(self, driver):
        self.driver = driver
        self._errors = []

    def open(self, url):
        raise NotImplementedError

    def run(self, script, *arguments):
        """The value of a script's body, which sees `arguments`."""
        return self.driver.execute_script(script, arguments)

    def run_async(self, script, *arguments):
        """The value that a script's body hands to its last argument."""
        return self.driver.execute_async_script(script, arguments)

    def wait(self, condition, what, seconds=PATIENCE):
        return wait_until(condition, seconds, lambda: f"{self.engine}: {what() if callable(what) else what}")

    def named(self, name, role=None, within=None):
        """The visible element with an accessible name, or None. A name is whole, or ends in `…` for any that begins so."""
        return self.run(FIND_BY_NAME, name, role, within)

    def click(self, name, role=None, within=None):
        """Clicks an element by its accessible name, as soon as it is there, stands still and is not covered."""
        self._click(lambda: self.named(name, role, within), repr(name))

    def click_at(self, selector):
        self._click(lambda: self.run("return document.querySelector(arguments[0])", selector), selector)

    def _click(self, find, what):
        """Looks for an element again and again. What is covered, moves or is replaced meanwhile is tried anew."""
        place, last = None, "it is not there"

        def attempt():
            nonlocal place, last
            try:
                element = find()
                if element is None:
                    return False
                before, place = place, self.run("const { x, y } = arguments[0].getBoundingClientRect(); return [x, y]", element)
                if place != before:
                    return False
                element.click()
                return True
            except Exception as error:
                last = error
                return False

        try:
            self.wait(attempt, f"{what} can be clicked", 15)
        except TimeoutError as late:
            raise TimeoutError(f"{late}: {last}") from None

    def type(self, selector, text):
        self.run("document.querySelector(arguments[0]).focus()", selector)
        self.run("return document.querySelector(arguments[0])", selector).send_keys(text)

    def press(self, *keys):
        """Presses keys together, such as `press("Shift", "Enter")`, wherever the focus is."""
        raise NotImplementedError

    def screenshot(self):
        """A PNG of what is visible."""
        raise NotImplementedError

    def resize(self, width, height):
        raise NotImplementedError

    def cookies(self):
        raise NotImplementedError

    def forget(self):
        """Deletes the cookies and what the page keeps in the browser; the page has to be open."""
        self.run("localStorage.clear(); window.sessionStorage.clear()")

    def watch_errors(self):
        self._errors += self.run(LISTEN_FOR_ERRORS)
        self.run("document.documentElement.removeAttribute('data-errors')")

    def errors(self):
        """What went wrong in pages since it was last asked."""
        self.watch_errors()
        found, self._errors = self._errors, []
        return found


class SeleniumBrowser(Browser):
    def open(self, url):
        self.driver.get(url)
        self.watch_errors()

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def run_async(self, script, *arguments):
        return self.driver.execute_async_script(script, *arguments)

    def press(self, *keys):
        from selenium.webdriver.common.action_chains import ActionChains

        chain = ActionChains(self.driver)
        held = [key for key in keys if key in MODIFIERS]
        for key in held:
            chain.key_down(KEYS[key])
        for key in keys:
            if key not in held:
                chain.send_keys(KEYS.get(key, key))
        for key in reversed(held):
            chain.key_up(KEYS[key])
        chain.perform()

    def screenshot(self):
        return self.driver.get_screenshot_as_png()

    def cookies(self):
        return {cookie["name"]: cookie["value"] for cookie in self.driver.get_cookies()}

    def forget(self):
        super().forget()
        self.driver.delete_all_cookies()

    def tab(self):
        """The tab in use."""
        return self.driver.current_window_handle

    def open_tab(self, url):
        """Opens an address in a new tab and uses that."""
        self.driver.switch_to.new_window("tab")
        self.open(url)
        return self.tab()

    def use_tab(self, tab):
        self.driver.switch_to.window(tab)

    def close_tab(self, and_use):
        self.driver.close()
        self.driver.switch_to.window(and_use)


class Chromium(SeleniumBrowser):
    engine = "chromium"
    can_be_offline = True

    def errors(self):
        found = super().errors()
        for entry in self.driver.get_log("browser"):
            if entry["level"] == "SEVERE" and entry["source"] != "network":
                found.append(entry["message"])
        return found

    def resize(self, width, height):
        self.driver.set_window_size(width, height)
        seen = self.run("return [innerWidth, innerHeight]")
        if seen != [width, height]:
            self.driver.set_window_size(2 * width - seen[0], 2 * height - seen[1])

    def be_offline(self, is_offline):
        self.driver.set_network_conditions(offline=is_offline, latency=0, throughput=-1)

    def media(self, **features):
        """Sets media features such as prefers_color_scheme="dark"."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wanted})


class WebKit(SeleniumBrowser):
    engine = "webkit"
    can_resize = False


class Firefox(Browser):
    engine = "firefox"
    can_be_offline = True

    def open(self, url):
        self.driver.navigate(url)
        self.watch_errors()

    def press(self, *keys):
        from marionette_driver.marionette import ActionSequence

        sequence = ActionSequence(self.driver, "key", "keyboard")
        for key in keys:
            sequence.key_down(KEYS.get(key, key))
        for key in reversed(keys):
            sequence.key_up(KEYS.get(key, key))
        sequence.perform()

    def screenshot(self):
        return self.driver.screenshot(format="binary", full=False)

    def cookies(self):
        return {cookie["name"]: cookie["value"] for cookie in self.driver.get_cookies()}

    def forget(self):
        super().forget()
        self.driver.delete_all_cookies()

    def resize(self, width, height):
        seen = self.driver.window_rect
        inner = self.run("return [innerWidth, innerHeight]")
        self.driver.set_window_rect(width=width + seen["width"] - inner[0], height=height + seen["height"] - inner[1])

    def be_offline(self, is_offline):
        with self.driver.using_context("chrome"):
            self.driver.execute_script("Services.io.offline = arguments[0]", (is_offline,))

    def errors(self):
        """Firefox tells of every error of a page, also of those before the test could listen."""
        found = super().errors()
        with self.driver.using_context("chrome"):
            seen = self.driver.execute_script("""
                const found = Services.console.getMessageArray().filter((message) => message instanceof Ci.nsIScriptError)
                  .filter((message) => !(message.flags & Ci.nsIScriptError.warningFlag) && message.sourceName.startsWith("http"))
                  .map((message) => `${message.errorMessage} ${message.sourceName}:${message.lineNumber}`)
                Services.console.reset()
                return found""")
        return [*found, *seen]

    def tab(self):
        return self.driver.current_window_handle

    def open_tab(self, url):
        opened = self.driver.open(type="tab", focus=True)
        self.use_tab(opened["handle"])
        self.open(url)
        return opened["handle"]

    def use_tab(self, tab):
        self.driver.switch_to_window(tab, focus=True)

    def close_tab(self, and_use):
        self.driver.close()
        self.use_tab(and_use)


@contextmanager
def browser(engine, folder):
    """A running browser that prefers English, with its files in a folder of its own."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if engine == "chromium":
        with drivers.chromium(folder, ("--lang=en", "--window-size=1200,800", "--accept-lang=en"), log=True) as driver:
            driver.set_page_load_timeout(60)
            driver.set_script_timeout(60)
            yield Chromium(driver)
    elif engine == "webkit":
        with drivers.webkit(folder) as driver:
            driver.set_page_load_timeout(60)
            driver.set_script_timeout(60)
            yield WebKit(driver)
    else:
        preferences = {"intl.accept_languages": "en", "browser.cache.disk.enable": True, "focusmanager.testmode": True}
        arguments = ("--width", "1200", "--height", "900", "-remote-allow-system-access")
        with drivers.firefox(folder, arguments, preferences) as driver:
            driver.timeout.page_load = 60
            driver.timeout.script = 60
            yield Firefox(driver)
