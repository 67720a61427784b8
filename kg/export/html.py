"""One HTML file with the graph in it: search, filters, cards, quotations. It opens without a network."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Final

from kg.export.counts import Counts
from kg.export.page_data import collect
from kg.interchange import Build
from kg.ontology import Ontology
from kg.resources import resource

PARTS: Final = ("page.css", "state.js", "picture.js", "cards.js", "page.js")


def write(build: Build, path: Path, *, onto: Ontology) -> Counts:
    """Write the page `path`."""
    data, counts = collect(build, onto)
    css, *scripts = (_part("page", name) for name in PARTS)
    page = _part("page", "page.html")
    fillings = {
        "{{title}}": html.escape("职业教育知识图谱"),
        "{{css}}": css,
        "{{library}}": _script(_part("vendor", "cytoscape.min.js")),
        "{{data}}": _json(data),
        "{{script}}": "\n".join(map(_script, scripts)),
    }
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for line in page.splitlines(keepends=True):
            mark = line.strip()
            file.write(fillings[mark] + "\n" if mark in fillings else line)
    return counts


def _part(folder: str, name: str) -> str:
    return resource(__file__, folder, name).read_text(encoding="utf-8")


def _json(data: object) -> str:
    """JSON that cannot end the script element it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _script(text: str) -> str:
    return text.replace("</script", "<\\/script")
