"""Authors of a paper: the line of names under its title with the school below, and the notes on the authors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.around import Around, around_of
from pipelines.facts.posts import Post
from pipelines.facts.titles import MORE_TITLES, TITLES
from pipelines.layout.model import Block
from pipelines.page import Page
from pipelines.span import NameSpan

_TITLE = re.compile("|".join(sorted({*TITLES.split("|"), *MORE_TITLES.split("|")}, key=lambda t: (-len(t), t))))
_NOTE = re.compile(r"[【\[]?(?:作者简介|第一作者|通信作者|通讯作者|作者介绍|作者单位)[】\]]?[:：]?")
_BETWEEN = re.compile(r"[\s\d,，、;；*()（）①-⑨.\[\]¹²³]*")
HEAD = 12
"""Blocks from the beginning among which the line of authors is looked for."""


def read_authors(page: Page) -> Iterator[Post]:
    """The authors' posts, those of the notes with their titles."""
    around = around_of(page)
    homes: dict[int, int] = {}
    blocks = page.layout.blocks
    for number, block in enumerate(blocks[:HEAD]):
        names = _names_only(around, block)
        if names and number + 1 < len(blocks):
            for post in _with_schools(around, names, blocks[number + 1: number + 3]):
                homes[page.entity_of[post.person]] = post.organization
                yield post
    for found in _NOTE.finditer(page.layout.text):
        yield from _noted(around, found.end(), homes)


def _names_only(around: Around, block: Block) -> list[NameSpan]:
    """The persons of a block that holds nothing else."""
    text = around.page.layout.text
    names = around.inside(block.start, block.end, "Person")
    if not names or block.end - block.start > 80:
        return []
    cuts = [block.start, *(x for n in names for x in (n.start, n.end)), block.end]
    gaps = [text[cuts[i]: cuts[i + 1]] for i in range(0, len(cuts), 2)]
    return names if all(_BETWEEN.fullmatch(gap) for gap in gaps) else []


def _with_schools(around: Around, names: list[NameSpan], blocks: tuple[Block, ...]) -> Iterator[Post]:
    """Each author with the school of its number, or the only one."""
    text = around.page.layout.text
    schools: dict[str, NameSpan] = {}
    for block in blocks:
        for span in around.inside(block.start, min(block.end, block.start + 240), "Institution", "Enterprise"):
            lead = text[max(block.start, span.start - 4): span.start]
            number = re.search(r"(\d)\s?[.．、]?\s?$", lead)
            if number or span.start - block.start <= 2:
                schools.setdefault(number.group(1) if number else "1", span)
        if schools:
            break
    for name in names:
        mark = re.match(r"\s?(\d)", text[name.end: name.end + 2])
        school = schools.get(mark.group(1) if mark else "1")
        if school is not None:
            yield Post(name, around.page.entity_of[school], (), name.start, school.end, "author")


def _noted(around: Around, start: int, homes: dict[int, int]) -> Iterator[Post]:
    page, text = around.page, around.page.layout.text
    end = page.layout.block_at(start).end
    names = around.inside(start, min(end, start + 600), "Person")
    for number, name in enumerate(names):
        stop = names[number + 1].start if number + 1 < len(names) else min(end, name.end + 200)
        if text[max(start, name.start - 1): name.start] not in ("", "】", "]", "：", ":", "；", ";", " ", "　", "\n") and name.start > start + 1:
            continue
        orgs = around.inside(name.end, stop, "Institution", "Enterprise")
        key = page.entity_of[orgs[0]] if orgs else homes.get(page.entity_of[name])
        held = _TITLE.findall(text[name.end: stop])
        if key is not None:
            yield Post(name, key, tuple(dict.fromkeys(held[:2])), name.start, stop, "author")
