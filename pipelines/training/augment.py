"""Copies of annotated documents in which names are replaced by other names of their type.

A field learns from them what surrounds a name rather than the names of its training documents. Names come from the other
documents (with what is nested in them), from the shipped lists, or are made up of parts (companies, schools, persons)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.resources import resource
from pipelines.components.labels import split_levels
from pipelines.components.lexicon import read_heads, read_words
from pipelines.layout.model import Block, Cell, Layout, Table
from pipelines.span import NameSpan
from pipelines.training.documents import Annotated

CHANCE = 0.6
_KEPT = {"Award": 4}
"""Names of these types are kept up to this length: prize grades are a closed list."""
_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰玉萍红鹏辉建国志华文斌宇浩然子涵欣怡梓轩诗雨嘉俊思远婷雪晨曦博睿凯旋佳瑶晓云海燕春梅立新永康德成家豪"
_COINED = "华瑞恒达信诚科创宏远鑫盛中联天元嘉美博安康泰隆昌兴业永利通海龙金星新世纪云智慧鼎盛长城盈丰凯越腾飞蓝天"
_LEGAL = ("有限公司", "股份有限公司", "集团有限公司", "有限责任公司", "集团", "公司", "")
_SCHOOLS = ("职业技术学院", "职业学院", "职业技术大学", "中等职业学校", "职业教育中心", "职业中等专业学校", "技师学院", "工业学校", "职教中心", "中等专业学校", "高级技工学校", "职业高级中学", "职业中学", "科技学校")


@dataclass(frozen=True, slots=True)
class Name:
    """A name to put in, and the (start, end, type) nested in it."""

    text: str
    nested: tuple[tuple[int, int, str], ...] = ()


class Pool:
    """Names by type."""

    def __init__(self, documents: Sequence[Annotated], chance: random.Random) -> None:
        self._chance = chance
        self._seen: dict[str, list[Name]] = {}
        for document in documents:
            self._collect(document)
        folder = resource(__file__, "lexicon")
        data = folder / "data"
        self._lists = {
            "Institution": read_words(data / "schools.txt"),
            "Enterprise": read_words(folder / "names" / "enterprise.txt"),
            "Place": read_words(data / "places.txt") + read_words(data / "places_short.txt") + read_words(data / "countries.txt"),
            "Program": read_words(folder / "names" / "program.txt"),
            "Organization": read_words(folder / "names" / "organization.txt"),
        }
        self._places = read_words(data / "places_short.txt")
        self._trades = read_words(data / "company_trades.txt")
        self._surnames = dict(read_heads(data / "heads.txt"))["surname"]

    def _collect(self, document: Annotated) -> None:
        text = document.layout.text
        levels = split_levels(document.names)
        for span in levels[0]:
            nested = tuple((n.start - span.start, n.end - span.start, n.label) for n in levels[1] if span.start <= n.start and n.end <= span.end)
            self._seen.setdefault(span.label, []).append(Name(text[span.start : span.end], nested))

    def draw(self, label: str) -> Name:
        """A name of a type."""
        pick = self._chance.random()
        if label == "Person":
            return Name(self._chance.choice(self._surnames) + "".join(self._chance.choices(_GIVEN, k=self._chance.choice((1, 2, 2)))))
        if label == "Enterprise" and pick < 0.35:
            coined = "".join(self._chance.choices(_COINED, k=2))
            place = self._chance.choice(self._places) if self._chance.random() < 0.6 else ""
            return Name(place + coined + self._chance.choice(self._trades) + self._chance.choice(_LEGAL))
        if label == "Institution" and pick < 0.25:
            return Name(self._chance.choice(self._places) + self._chance.choice(("", "", "市", "县")) + self._chance.choice(_SCHOOLS))
        if label in self._lists and pick < 0.6:
            return Name(self._chance.choice(self._lists[label]))
        return self._chance.choice(self._seen[label])


def replace_names(document: Annotated, pool: Pool, chance: random.Random) -> Annotated:
    """A copy of a document with some of its outermost names replaced; one name is replaced alike everywhere."""
    text = document.layout.text
    levels = split_levels(document.names)
    chosen: dict[tuple[str, str], Name | None] = {}
    pieces: list[str] = []
    names: list[NameSpan] = []
    edits: list[tuple[int, int, int]] = []
    at = size = 0
    for span in levels[0]:
        old = text[span.start : span.end]
        key = (old, span.label)
        if key not in chosen:
            keep = len(old) <= _KEPT.get(span.label, 0) or chance.random() > CHANCE
            chosen[key] = None if keep else pool.draw(span.label)
        new = chosen[key]
        pieces.append(text[at : span.start])
        size += span.start - at
        nested = [(n.start - span.start, n.end - span.start, n.label) for n in document.names if span.start <= n.start and n.end <= span.end and n != span]
        body = old if new is None else new.text
        names.append(NameSpan(size, size + len(body), span.label))
        names += [NameSpan(size + a, size + b, label) for a, b, label in (nested if new is None else new.nested)]
        pieces.append(body)
        edits.append((span.start, span.end, len(body) - len(old)))
        size += len(body)
        at = span.end
    pieces.append(text[at:])
    layout = _move(document.layout, "".join(pieces), edits)
    return Annotated(document.stem, document.source, layout, (), tuple(sorted(set(names))), ())


def _move(layout: Layout, text: str, edits: list[tuple[int, int, int]]) -> Layout:
    moved: list[int] = []
    shift = number = 0
    for position in range(len(layout.text) + 1):
        while number < len(edits) and edits[number][1] <= position:
            shift += edits[number][2]
            number += 1
        moved.append(position + shift)
    blocks = tuple(replace(b, start=moved[b.start], end=moved[b.end]) for b in layout.blocks)
    tables = tuple(_move_table(table, moved) for table in layout.tables)
    return Layout(text, text, range(len(text)), blocks, tables)


def _move_table(table: Table, moved: list[int]) -> Table:
    rows = tuple(tuple(Cell(moved[c.start], moved[c.end], c.row, c.column) for c in row) for row in table.rows)
    return Table(moved[table.start], moved[table.end], rows, table.header_rows, None)


def make_copies(documents: Sequence[Annotated], *, copies: int, seed: int) -> list[Annotated]:
    """Copies of documents; ignored ranges are not kept, so documents that have any are left out."""
    chance = random.Random(seed)
    pool = Pool(documents, chance)
    whole = [document for document in documents if not document.ignore]
    return [replace_names(document, pool, chance) for _ in range(copies) for document in whole]


__all__ = ["Block", "Name", "Pool", "make_copies", "replace_names"]
