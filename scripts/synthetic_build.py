"""Writes a large build of made-up facts, for measuring. usage: python scripts/synthetic_build.py FACTS DIR

The shape is that of real builds: twenty facts an institution, four roles and one quotation and one mention a fact; documents,
entities and facts by id, mentions by document and place. Ids are hashes, so facts come in no order of their documents.
Only ids are kept in memory. The same number gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.ids import digest, sha256
from kg.interchange import FORMAT, MARK, TEXTS, VERSION

FACTS_A_DOCUMENT = 50
SENTENCE = "第{n}届技能大赛中，示例职业技术学院{s}获{g}，与示例科技有限公司{e}共建实训基地。\n"
GRADES = ("一等奖", "二等奖", "三等奖")
LEVELS = ("国家级", "省级", "市级")

Row = dict[str, Any]


def main(facts: int, folder: Path) -> None:
    """Write the build."""
    (folder / TEXTS).mkdir(parents=True)
    schools, companies = max(facts // 20, 1), max(facts // 4, 1)
    counts = {
        "entities": _write(folder, "entities", _entities(schools, companies)),
        "facts": _write(folder, "facts", (_fact(n, schools, companies) for n in _by_id("f", range(facts)))),
        "documents": _write(folder, "documents", _documents(facts, schools, folder / TEXTS)),
        "mentions": _write(folder, "mentions", _mentions(facts, schools)),
        "redirects": _write(folder, "redirects", ()),
    }
    mark = {"format": FORMAT, "version": VERSION, "build_id": f"b{digest('synthetic', facts)}", "counts": counts}
    (folder / MARK).write_text(json.dumps(mark) + "\n", encoding="utf-8")


def _write(folder: Path, kind: str, rows: Iterable[Row]) -> int:
    count, encode = 0, json.JSONEncoder(ensure_ascii=False).encode  # json.dumps makes an encoder a line
    with (folder / f"{kind}.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(encode(row) + "\n")
            count += 1
    return count


@lru_cache(maxsize=400_000)
def _id(letter: str, *parts: object) -> str:
    return letter + digest(*parts)


def _by_id(letter: str, numbers: Iterable[int]) -> list[int]:
    """Numbers in the order of the ids they give."""
    return sorted(numbers, key=lambda n: letter + digest(n))


def _entities(schools: int, companies: int) -> Iterator[Row]:
    names = [("Institution", n, f"示例职业技术学院{n}") for n in range(schools)]
    names += [("Enterprise", n, f"示例科技有限公司{n}") for n in range(companies)]
    names += [("Competition", n, f"第{n}届技能大赛") for n in range(100)]
    rows = [(_id("e", type_, n), type_, name) for type_, n, name in names]
    rows += [(_id("e", "Award", grade), "Award", grade) for grade in GRADES]
    for id_, type_, name in sorted(rows):
        yield {"id": id_, "type": type_, "name": name, "aliases": [], "properties": {}}


def _mix(n: int, salt: int, size: int) -> int:
    """A number below `size` that looks like chance and is none."""
    return (((n + 1) * 2654435761 * (2 * salt + 1)) >> 11) % size


def _school(n: int, schools: int) -> int:
    """Some schools have many facts, most have few."""
    return min(_mix(n, 1, schools), _mix(n, 2, schools))


def _sentence(n: int, schools: int) -> str:
    return SENTENCE.format(n=_mix(n, 3, 100), s=_school(n, schools), g=GRADES[n % 3], e=n)


def _fact(n: int, schools: int, companies: int) -> Row:
    school = [{"entity": _id("e", "Institution", _school(n, schools))}]
    if n % 2:
        type_ = "Partnership"
        roles = {"institution": school, "partner": [{"entity": _id("e", "Enterprise", n // 2 % companies)}],
                 "form": [{"value": "共建"}], "date": [{"value": str(2000 + n % 25)}]}
    else:
        type_ = "CompetitionResult"
        roles = {"recipient": school, "competition": [{"entity": _id("e", "Competition", _mix(n, 3, 100))}],
                 "award": [{"entity": _id("e", "Award", GRADES[n % 3])}], "level": [{"value": LEVELS[n % 3]}],
                 "date": [{"value": str(2000 + n % 25)}]}
    start = (n % FACTS_A_DOCUMENT) * 60
    evidence = {"doc_id": _id("d", n // FACTS_A_DOCUMENT), "start": start, "end": start + 38,
                "text": _sentence(n, schools)[:38]}
    return {"id": _id("f", n), "type": type_, "roles": roles, "evidence": [evidence], "confidence": 0.9,
            "method": "synthetic", "properties": {}}


def _document_numbers(facts: int) -> list[int]:
    return _by_id("d", range((facts + FACTS_A_DOCUMENT - 1) // FACTS_A_DOCUMENT))


def _facts_of(document: int, facts: int) -> range:
    return range(document * FACTS_A_DOCUMENT, min((document + 1) * FACTS_A_DOCUMENT, facts))


def _documents(facts: int, schools: int, texts: Path) -> Iterator[Row]:
    for number in _document_numbers(facts):
        text = "".join(_sentence(n, schools).ljust(60) for n in _facts_of(number, facts))
        doc_id = _id("d", number)
        if facts <= 100_000:
            (texts / f"{doc_id}.txt").write_text(text, encoding="utf-8")
        yield {"doc_id": doc_id, "source": f"{number}.txt", "title": f"文档{number}", "sha256": sha256(text),
               "chars": len(text), "subject": None, "date": None, "place": None}


def _mentions(facts: int, schools: int) -> Iterator[Row]:
    for n in (n for number in _document_numbers(facts) for n in _facts_of(number, facts)):
        doc_id, start = _id("d", n // FACTS_A_DOCUMENT), (n % FACTS_A_DOCUMENT) * 60
        sentence, school = _sentence(n, schools), _school(n, schools)
        name = f"示例职业技术学院{school}"
        at = start + sentence.index(name)
        yield {"doc_id": doc_id, "start": at, "end": at + len(name), "text": name, "type": "Institution",
               "entity_id": _id("e", "Institution", school), "confidence": 0.9, "method": "synthetic"}


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
