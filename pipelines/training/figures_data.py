"""Training examples for the counted facts of running text, from annotated documents."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.facts.figures.window import Window, find_windows
from pipelines.folds import fold_of
from pipelines.page import Page
from pipelines.reference import refer
from pipelines.training.documents import read_document
from pipelines.training.facts_data import fold_of_gold, gold_page
from pipelines.training.own_facts import read_all_own_gold
from pipelines.training.predicted import read_spans

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """An annotated document as a page with gold names, its figures and the gold fact that each states (or None)."""

    stem: str
    fold: int
    page: Page
    gold: Gold
    figures: tuple[tuple[Window, Gold | None], ...]


def normal(text: str) -> str:
    """A name or literal as compared: NFKC, no white space, quotes or brackets, lower case."""
    flat = unicodedata.normalize("NFKC", str(text)).lower()
    return re.sub(r"[\s\"'“”‘’《》〈〉「」『』()\[\]·,，.。、—–\-_]", "", flat) or flat


def read_paper(gold_path: Path, spans: Path | None = None) -> Paper:
    """One document from its gold file, over its gold names or over those that the folder `spans` holds for it."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    document = read_document(gold_path)
    names = document.names if spans is None else read_spans(spans / f"{gold_path.stem}.json", document.layout)
    page = refer(document.layout, names)
    return Paper(gold_path.stem, fold_of(gold["source"]), page, gold, tuple(_align(page, gold)))


def read_papers(*folders: Path, spans: Path | None = None) -> list[Paper]:
    """All documents of annotation folders, in the order of their names; with `spans` each once more, over predicted names."""
    paths = [path for folder in folders for path in sorted((folder / "gold").glob("*.json"))]
    papers = [read_paper(path) for path in paths]
    return papers if spans is None else papers + [read_paper(path, spans) for path in paths]


def read_own_papers() -> list[Paper]:
    """The project's own documents that have facts, over the names marked in them."""
    pages = ((gold, gold_page(gold, text)) for gold, text in read_all_own_gold())
    return [Paper(gold["doc"], fold_of_gold(gold), page, gold, tuple(_align(page, gold))) for gold, page in pages]


def _align(page: Page, gold: Gold) -> Iterator[tuple[Window, Gold | None]]:
    """Each number phrase with the gold fact whose evidence holds it and whose number it is."""
    windows = find_windows(page)
    taken: dict[int, Gold] = {}
    for fact in gold["facts"]:
        if fact["type"] not in ("AchievementCount", "Indicator"):
            continue
        where = page.layout.from_source(fact["evidence"]["start"], fact["evidence"]["end"])
        if where is None:
            continue
        for i, window in enumerate(windows):
            q = window.quantity
            if i not in taken and q.start >= where[0] - 3 and q.end <= where[1] + 3 and _states(window, fact):
                taken[i] = fact
                break
    ignored = [r for a, b in gold["ignore"] if (r := page.layout.from_source(a, b))]
    for i, window in enumerate(windows):
        if i in taken or not any(a <= window.quantity.start < b for a, b in ignored):
            yield window, taken.get(i)


def _states(window: Window, fact: Gold) -> bool:
    q = window.quantity
    wanted = str((fact["roles"].get("count") or fact["roles"]["value"])[0]).replace(",", "")
    found = re.search(r"\d+(\.\d+)?", wanted)
    if found is None:
        return normal(q.text) == normal(wanted)
    target = float(found.group())
    big = 10_000 if "万" in q.unit and fact["type"] == "Indicator" else 1
    return float(q.value) == target or (big > 1 and abs(float(q.value) * big - target) < 1)


def tag_category(category: str, text: str, window: Window) -> list[str] | None:
    """Tags of the window's items (see pipelines.facts.figures.category), or None when the text does not hold the words."""
    q = window.quantity
    places = [*range(window.left, q.start), q.start, *range(q.end, window.right)]
    wanted = normal(category)
    chars = [("\0" if p == q.start else normal(text[p]) if text[p] not in "，。、；" else "\1") for p in places]
    chars = [c if len(c) == 1 else "\1" for c in chars]
    pieces = _cover(wanted, "".join(chars), len(range(window.left, q.start)))
    if sum(n for _, _, n in pieces) < 0.75 * len(wanted.replace("的", "")):
        return None
    tags = ["O"] * len(places)
    for letter, group in zip("AB", _split(pieces), strict=True):
        for _, at, size in group:
            tags[at : at + size] = [letter] * size
    return tags


def _cover(wanted: str, view: str, centre: int) -> list[tuple[int, int, int]]:
    """Pieces (place in wanted, place in view, size) that cover `wanted`, longest first, nearest to the number."""
    for size in range(len(wanted), 1, -1):
        best: tuple[int, int, int] | None = None
        for i in range(len(wanted) - size + 1):
            at = _nearest(view, wanted[i : i + size], centre)
            if at is not None and (best is None or abs(at - centre) < abs(best[1] - centre)):
                best = (i, at, size)
        if best is not None:
            i, at, size = best
            left = _cover(wanted[:i], view, centre)
            right = _cover(wanted[i + size :], view, centre)
            return [*left, best, *((i + size + a, b, c) for a, b, c in right)]
    return []


def _nearest(view: str, piece: str, centre: int) -> int | None:
    found = [m.start() for m in re.finditer(f"(?={re.escape(piece)})", view)]
    return min(found, key=lambda at: abs(at + len(piece) - centre)) if found else None


def _split(pieces: list[tuple[int, int, int]]) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """The longest run in text order from the start, and the rest."""
    for i in range(1, len(pieces)):
        if pieces[i][1] < pieces[i - 1][1]:
            return pieces[:i], pieces[i:]
    return pieces, []
