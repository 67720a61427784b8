"""The notebooks as web pages in a real Chromium: pictures are there and whole, nothing sticks out of the page."""

from __future__ import annotations

from pathlib import Path

import pytest

nbconvert = pytest.importorskip("nbconvert", reason="needs the notebooks extra: pip install '.[notebooks]'")
sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")

HOME = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(HOME.glob("*.ipynb"))
WIDTH = 1200
MEASURE = """() => ({
  pictures: [...document.querySelectorAll('img')].map(i => [i.naturalWidth, i.getBoundingClientRect().right, i.alt]),
  frames: [...document.querySelectorAll('iframe')].map(f => f.getBoundingClientRect().right),
  chinese: /[\\u4e00-\\u9fff]/.test(document.body.innerText),
  wide: document.documentElement.scrollWidth,
})"""


@pytest.mark.browser
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_page_shows_its_pictures_whole(path: Path, chromium: str, tmp_path: Path) -> None:
    page_path = tmp_path / f"{path.stem}.html"
    page_path.write_text(nbconvert.HTMLExporter().from_filename(str(path))[0], encoding="utf-8")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 1000})
        page.route("http*://**", lambda route: route.abort())  # no network is needed
        page.goto(page_path.as_uri(), wait_until="domcontentloaded")
        page.wait_for_timeout(1500)
        seen = page.evaluate(MEASURE)
        page.screenshot(path=str(tmp_path / f"{path.stem}.png"), full_page=True)
        browser.close()
    assert seen["chinese"]
    assert seen["pictures"] or path.stem.startswith("01")
    for width, right, alt in seen["pictures"]:
        assert width > 0
        assert right <= WIDTH
        assert alt
    assert all(right <= WIDTH for right in seen["frames"])
    assert seen["wide"] <= WIDTH + 20
