"""Opens a page in one browser engine, lets it be until it says that it has finished, or for a while, and prints what the
page reports as JSON.

usage: engines.py ENGINE URL SECONDS FOLDER

ENGINE is chromium, firefox or webkit; FOLDER is an empty one for the browser's files.
"""

import sys
import time

import drivers

HAS_FINISHED = "return ((window.wrappedJSObject || window).report || {}).finished === true"
REPORT = "return JSON.stringify((window.wrappedJSObject || window).report || null)"


def drive(open_page, run_script, url, seconds):
    open_page(url)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not run_script(HAS_FINISHED):
        time.sleep(min(0.25, max(0, deadline - time.monotonic())))
    return run_script(REPORT)


def main():
    engine, url, seconds, folder = sys.argv[1:]
    with {"chromium": drivers.chromium, "firefox": drivers.firefox, "webkit": drivers.webkit}[engine](folder) as driver:
        if engine == "firefox":
            print(drive(driver.navigate, lambda script: driver.execute_script(script, sandbox=None), url, float(seconds)), flush=True)
        else:
            print(drive(driver.get, driver.execute_script, url, float(seconds)), flush=True)


main()
