"""Pictures for docs/browser.md from the real Neo4j Browser in headless Chromium, on `kg serve --browser`.

usage: python scripts/browser_screenshots.py BUILD OUT_FOLDER [JAR]

Needs chromium, a Chinese font (Debian: fonts-wqy-microhei) and playwright."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PATIENCE = 240_000  # milliseconds; a shared machine may be slow
SIZE = {"width": 1400, "height": 900}
QUERIES = {
    "facts": "MATCH path = (:Entity)<-[]-(f:Partnership)-[:STATED_IN]->(:Document) RETURN path LIMIT 40",
}


@contextmanager
def serve(build: str, jar: str = "") -> Iterator[str]:
    """`kg serve --browser` as a user starts it; gives the address of its start page."""
    kg = str(Path(sys.executable).with_name("kg"))
    more = ["--browser-jar", jar] if jar else []
    process = subprocess.Popen([kg, "serve", build, "--browser", "--no-open", "--port", "0", *more],
                               stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        line = next((found for line in process.stdout if (found := re.search(r"browser +(http://\S+)", line))), None)
        if line is None:
            raise SystemExit("kg serve did not start")
        yield line[1]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=120)


@contextmanager
def open_browser(start: str) -> Iterator[Page]:
    """Neo4j Browser, signed in by the start page and showing its first graph."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE)
        page.set_default_timeout(PATIENCE)
        page.goto(start, timeout=PATIENCE)
        page.wait_for_selector("svg g.node, [data-testid=frame] svg circle", timeout=PATIENCE)
        yield page
        browser.close()


def run_query(page: Page, cypher: str) -> None:
    """Type a query into the editor and run it."""
    page.click(".monaco-editor")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(cypher)
    page.keyboard.press("Control+Enter")


def captions(page: Page) -> set[str]:
    """The words that stand on the nodes of the pictures."""
    return set(page.eval_on_selector_all("svg g.node text", "all => all.map(one => one.textContent.trim())")) - {""}


def main(build: str, out: str, jar: str = "") -> None:
    """Take the pictures."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with serve(build, jar) as start, open_browser(start) as page:
        page.wait_for_timeout(4000)
        page.screenshot(path=folder / "browser-start.png")
        for name, cypher in QUERIES.items():
            run_query(page, cypher)
            page.wait_for_timeout(12_000)
            page.screenshot(path=folder / f"browser-{name}.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
