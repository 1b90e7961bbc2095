"""Looks at a page with axe-core: what it finds is a breach of WCAG 2.2, level A or AA, or of good practice.

usage: axe.py URL     (in Chromium; prints the findings)
"""

import importlib.util
import json
import sys
import tempfile
from pathlib import Path

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """

;const done = arguments[arguments.length - 1]
window.axe.run(document, { runOnly: arguments[0], resultTypes: ["violations"] }).then(
  (found) => done(JSON.stringify(found.violations.map((each) => ({
    rule: each.id, impact: each.impact, help: each.help,
    nodes: each.nodes.slice(0, 4).map((node) => `${node.target.join(" ")} — ${node.failureSummary.replace(/\\s+/g, " ").slice(0, 260)}`),
  })))), (error) => done(JSON.stringify([{ rule: "axe", help: String(error), nodes: [] }])))
"""


def source():
    """axe-core as a wheel of PyPI brings it."""
    package = importlib.util.find_spec("axe_playwright_python")
    return (Path(package.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


def violations(run_async):
    """What axe finds in the page that is open: a list of {rule, impact, help, nodes}."""
    return json.loads(run_async(source() + RUN, list(TAGS)))  # handed over by the driver: the page's policy stays as it is


def main():
    from chat_page.browsers import browser

    with tempfile.TemporaryDirectory(prefix="kaya-axe-") as folder, browser("chromium", folder) as used:
        used.open(sys.argv[1])
        for found in violations(used.run_async):
            print(f"{found['rule']} ({found['impact']}): {found['help']}")
            for node in found["nodes"]:
                print(f"    {node}")


if __name__ == "__main__":
    main()
