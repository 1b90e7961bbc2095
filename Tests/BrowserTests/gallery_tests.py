"""Looks at what people read and write in, without a server: every state of a turn with fixed words. What it promises holds in
three engines; axe finds nothing in any state, in both languages, light and dark, down to 320 pixels.

usage: gallery_tests.py [--pictures FOLDER] [ENGINE…]     (chromium firefox webkit)
"""

import argparse
import base64
import json
import os
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import axe
from drivers import chromium
from selenium.webdriver.support.wait import WebDriverWait

from harness.findings import Findings
from harness.processes import Children

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FOLDERS = {"gallery": HERE / "gallery", "web": ROOT / "Web"}
ENGINES = ("chromium", "firefox", "webkit")
LONGEST = 240  # seconds, on a machine that is busy
POLICY = "; ".join([
    "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
    "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
])  # fmt: skip
LOOKS = [(language, theme, width) for language in ("de", "en") for theme in ("light", "dark") for width in (1280, 390, 320)]
PARTS = [("all", ""), ("all", "&plain"), ("pane", "")]


class GalleryHandler(SimpleHTTPRequestHandler):
    extensions_map = {".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html", ".css": "text/css", "": "text/plain"}

    def translate_path(self, path):
        folder, _, file = path.split("?")[0].strip("/").partition("/")
        return str(FOLDERS.get(folder, HERE / "nothing") / file)

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        pass


def served():
    server = ThreadingHTTPServer(("127.0.0.1", 0), GalleryHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/gallery/index.html"


def check_promises(address, engine, folder, children, findings):
    browser_folder = Path(folder) / engine
    browser_folder.mkdir()
    command = [sys.executable, "-B", str(HERE / "engines.py"), engine, f"{address}?shows=check", str(LONGEST), str(browser_folder)]
    child = children.start(command, dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output, errors = child.communicate(timeout=LONGEST + 60)
    if child.returncode != 0:
        raise RuntimeError(f"{engine} ended with status {child.returncode}:\n{errors[-3000:]}")
    report = json.loads(output.strip("\n").split("\n")[-1])
    say = partial("{}: {}".format, engine)
    findings.check(say("the checks came to their end"), report and report["finished"], report)
    for check in report["checks"]:
        findings.check(say(check["sentence"]), check["holds"], check["seen"])
    findings.equal(say("there are no errors"), report["errors"], [])
    findings.equal(say("no rule of the policy is broken"), report["violations"], [])
    print(f"          {engine}: {report['times']} ms", flush=True)


def check_looks(address, folder, pictures, findings):
    with chromium(folder) as driver:
        for shows, more in PARTS:
            for language, theme, width in LOOKS:
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                       {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})  # fmt: skip
                driver.get(f"{address}?lang={language}&theme={theme}&shows={shows}{more}")
                WebDriverWait(driver, 20, 0.05).until(lambda each: each.execute_script("return document.documentElement.dataset.ready"))
                name = f"{shows}{more.replace('&', '-')}-{language}-{theme}-{width}"
                found = axe.violations(driver.execute_async_script)
                findings.equal(f"{name}: axe finds nothing", found, [])
                wide = driver.execute_script("return document.documentElement.scrollWidth")
                findings.check(f"{name}: nothing is wider than the window", wide <= width, wide)
                if pictures:
                    take_picture(driver, Path(pictures) / f"{name}.png", width)


def take_picture(driver, file, width):
    height = driver.execute_script("return document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    taken = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
    file.write_bytes(base64.b64decode(taken["data"]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", metavar="FOLDER")
    parser.add_argument("engines", nargs="*", choices=[*ENGINES, []])
    arguments = parser.parse_args()
    engines = arguments.engines or ENGINES
    if arguments.pictures:
        Path(arguments.pictures).mkdir(parents=True, exist_ok=True)
    findings = Findings()
    address = served()
    with tempfile.TemporaryDirectory(prefix="kaya-gallery-") as folder, Children() as children:
        for engine in engines:
            findings.run(f"{engine}: the promises", lambda engine=engine: check_promises(address, engine, folder, children, findings))
        if "chromium" in engines:
            looks = Path(folder) / "looks"
            looks.mkdir()
            findings.run("the looks", lambda: check_looks(address, looks, arguments.pictures, findings))
    sys.exit(findings.finish())


main()
