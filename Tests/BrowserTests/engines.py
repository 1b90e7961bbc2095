"""Opens a page in one browser engine, lets it be until it says that it has finished, or for a while, and prints what the
page reports as JSON.

usage: engines.py ENGINE URL SECONDS FOLDER

ENGINE is chromium, firefox or webkit; FOLDER is an empty one for the browser's files.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager

HAS_FINISHED = "return ((window.wrappedJSObject || window).report || {}).finished === true"
REPORT = "return JSON.stringify((window.wrappedJSObject || window).report || null)"


def drive(open_page, run_script, url, seconds):
    open_page(url)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not run_script(HAS_FINISHED):
        time.sleep(min(0.25, max(0, deadline - time.monotonic())))
    return run_script(REPORT)


@contextmanager
def chromium(folder):
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--disable-background-networking", f"--user-data-dir={folder}"):  # fmt: skip
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    try:
        yield driver.get, driver.execute_script
    finally:
        driver.quit()


@contextmanager
def display():
    """A screen for the engine that cannot do without one."""
    read_end, write_end = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    try:
        yield ":" + os.read(read_end, 16).split()[0].decode()
    finally:
        screen.terminate()
        screen.wait()


@contextmanager
def webkit(folder):
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    options = Options()
    options.binary_location = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
    options.add_argument("--automation")
    with display() as name:
        os.environ["DISPLAY"] = name
        os.environ["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"  # its sandbox does not work for root
        os.environ["HOME"] = folder
        driver = webdriver.WebKitGTK(options=options, service=Service("/usr/bin/WebKitWebDriver"))
        try:
            yield driver.get, driver.execute_script
        finally:
            driver.quit()


@contextmanager
def firefox(folder):
    from marionette_driver.marionette import Marionette

    from harness.processes import free_port, wait_until

    port = free_port()
    preferences = {
        "marionette.port": port, "browser.shell.checkDefaultBrowser": False,
        "datareporting.policy.dataSubmissionEnabled": False, "app.update.enabled": False,
        "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    }  # fmt: skip
    with open(os.path.join(folder, "user.js"), "w", encoding="utf-8") as file:
        for name, value in preferences.items():
            file.write(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n")
    browser = subprocess.Popen(
        ["firefox-esr", "--headless", "--no-remote", "--profile", folder, "--marionette"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": folder})
    try:
        driver = Marionette(host="127.0.0.1", port=port)
        wait_until(lambda: accepts(port), 60, "firefox listens")
        driver.start_session()
        yield driver.navigate, lambda script: driver.execute_script(script, sandbox=None)
    finally:
        browser.terminate()
        browser.wait()


def accepts(port):
    import socket

    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


def main():
    engine, url, seconds, folder = sys.argv[1:]
    with {"chromium": chromium, "firefox": firefox, "webkit": webkit}[engine](folder) as (open_page, run_script):
        print(drive(open_page, run_script, url, float(seconds)), flush=True)


main()
