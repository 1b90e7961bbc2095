"""How a test of the page is written: a sentence, and a function that throws when the sentence is not true."""

from dataclasses import dataclass
from functools import partial

ALL = ("chromium", "firefox", "webkit")


@dataclass(frozen=True)
class PageTest:
    sentence: str
    engines: tuple
    body: object


class Suite(list):
    """Tests in the order in which they run."""

    def test(self, sentence, engines=ALL):
        """Makes a function of a world a test."""
        def add(body):
            self.append(PageTest(sentence, engines, body))
            return body

        return add


class Untrue(AssertionError):
    """Something that was said is not so."""


def expect(holds, what="", seen=""):
    if not holds:
        raise Untrue(f"{what}: {short(seen)}" if what else short(seen))


def expect_equal(seen, expected, what=""):
    expect(seen == expected, what or "it is", f"{short(seen)}, expected {short(expected)}")


def short(value):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) < 700 else f"{text[:350]} … {text[-300:]} ({len(text)})"


def driver_errors():
    """What the drivers throw, loaded once they are needed."""
    from marionette_driver.errors import MarionetteException
    from selenium.common.exceptions import WebDriverException

    return MarionetteException, WebDriverException


HOPELESS = 8  # tests that fail one after the other, after which the others are not tried


def run(suites, world, findings, say, only=""):
    """Runs those tests that are meant for the world's engine, each from the beginning."""
    in_a_row = 0
    for case in (case for suite in suites for case in suite):
        if world.engine not in case.engines or only.lower() not in case.sentence.lower():
            continue
        failed = findings.failed
        findings.run(say(case.sentence), partial(run_one, case, world, findings, say))
        in_a_row = in_a_row + 1 if findings.failed > failed else 0
        if in_a_row == HOPELESS:
            return findings.check(say("it was worth trying the other tests"), False, f"{HOPELESS} failed in a row")
    return None


def run_one(case, world, findings, say):
    try:
        attempt(case, world, findings, say)
    except (TimeoutError, *driver_errors()) as stumble:  # too late on a machine that is busy with three browsers, or a driver whose page went: once more
        print(f"          {say(case.sentence)}: {short(repr(stumble))}; once more", flush=True)
        attempt(case, world, findings, say)


def attempt(case, world, findings, say):
    world.begin()
    world.browser.errors()
    world.network.reports.clear()
    try:
        case.body(world)
        findings.check(say(case.sentence), True)
    finally:
        faults = errors_of(world.browser) + [report.get("csp-report", report) for report in world.network.reports]
        if faults:
            findings.check(say(f"no error and no breach of the policy meanwhile ({case.sentence})"), False, short(faults))


def errors_of(browser):
    """What went wrong in the page, asked for again while one page takes another one's place. Throws nothing, so that no finding is lost."""
    found = []

    def asked():
        try:
            found.extend(browser.errors())
            return True
        except Exception:  # each driver says it in another way that the page has gone meanwhile
            return False

    try:
        browser.wait(asked, "the page says what went wrong in it", 15)
    except TimeoutError as silent:
        found.append(str(silent))
    return found
