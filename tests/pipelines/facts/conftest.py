"""Pages built by hand: a text, the names in it, and who is who by equal surface."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.layout import analyse
from pipelines.page import Page
from pipelines.reference import refer
from pipelines.span import NameSpan

MakePage = Callable[[str, dict[str, str]], Page]


@pytest.fixture
def make_page() -> MakePage:
    """A page of a text with every occurrence of each name marked with its label."""

    def make(text: str, names: dict[str, str]) -> Page:
        layout = analyse(text)
        spans = set()
        for name, label in names.items():
            at = layout.text.find(name)
            while at >= 0:
                spans.add(NameSpan(at, at + len(name), label))
                at = layout.text.find(name, at + 1)
        return refer(layout, sorted(spans))

    return make
