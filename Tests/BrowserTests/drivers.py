"""Starts one of the three browser engines, with its files in a folder of its own, and ends whatever it has started."""

import contextlib
import json
import os
import signal
import socket
import subprocess
from contextlib import contextmanager

from harness.processes import end_with_parent, free_port, wait_until

COMMAND = 120  # seconds that one command to a browser may take
CHROMIUM_ARGUMENTS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
FIREFOX_PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False, "app.update.enabled": False,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "browser.download.alwaysOpenPanel": False,  # it would take the keys
}  # fmt: skip


def environment_of(folder):
    """A browser's environment. Its home is how its processes are found again, whoever started them."""
    return {**os.environ, "HOME": str(folder)}


def processes_of(folder):
    """The ids of all processes that have this folder as their home."""
    mark = b"\0HOME=" + os.fsencode(folder) + b"\0"
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            with contextlib.suppress(OSError), open(f"/proc/{name}/environ", "rb") as file:
                if mark in b"\0" + file.read():
                    found.append(int(name))
    return found


def end_processes_of(folder):
    for process in processes_of(folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


@contextmanager
def ended_with(folder, quit_driver):
    """Ends a browser politely, and what is left of it by force."""
    try:
        yield
    finally:
        with contextlib.suppress(Exception):  # a browser that hangs does not answer
            quit_driver()
        end_processes_of(folder)


@contextmanager
def chromium(folder, arguments=(), log=False):
    """Yields a selenium driver of Chromium."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in (*CHROMIUM_ARGUMENTS, *arguments, f"--user-data-dir={folder}"):
        options.add_argument(argument)
    if log:
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService("/usr/bin/chromedriver", env=environment_of(folder))
    driver = webdriver.Chrome(options=options, service=service)
    with ended_with(folder, driver.quit):
        driver.command_executor.client_config.timeout = COMMAND
        yield driver


@contextmanager
def display():
    """A screen for the engine that cannot do without one."""
    read_end, write_end = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=end_with_parent)
    os.close(write_end)
    try:
        yield ":" + os.read(read_end, 16).split()[0].decode()
    finally:
        os.close(read_end)
        screen.terminate()
        screen.wait()


@contextmanager
def webkit(folder, arguments=()):
    """Yields a selenium driver of WebKitGTK. Never ask it for another size of its window: it hangs."""
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    options = Options()
    options.binary_location = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
    for argument in ("--automation", *arguments):
        options.add_argument(argument)
    with display() as name:
        environment = environment_of(folder)
        environment["DISPLAY"] = name
        environment["WEBKIT_DISABLE_COMPOSITING_MODE"] = "1"  # without a graphics card it only costs time
        environment["LANG"] = environment["LANGUAGE"] = "en_GB.UTF-8"  # what it says it reads
        environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"  # its sandbox does not work for root
        driver = webdriver.WebKitGTK(options=options, service=Service("/usr/bin/WebKitWebDriver", env=environment))
        with ended_with(folder, driver.quit):
            driver.command_executor.client_config.timeout = COMMAND
            yield driver


@contextmanager
def firefox(folder, arguments=(), preferences=None):
    """Yields a Marionette client of Firefox."""
    from marionette_driver.marionette import Marionette

    port = free_port()
    wanted = {"marionette.port": port, **FIREFOX_PREFERENCES, **(preferences or {})}
    with open(os.path.join(folder, "user.js"), "w", encoding="utf-8") as file:
        for name, value in wanted.items():
            file.write(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n")
    browser = subprocess.Popen(
        ["firefox-esr", "--headless", "--no-remote", "--profile", str(folder), "--marionette", *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment_of(folder), preexec_fn=end_with_parent)
    with ended_with(folder, browser.terminate):
        driver = Marionette(host="127.0.0.1", port=port, socket_timeout=COMMAND)
        wait_until(lambda: accepts(port), 60, "firefox listens")
        driver.start_session()
        yield driver
    browser.wait()


def accepts(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False
