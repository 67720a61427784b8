"""Asks a build of examples/ three questions of the cookbook and prints the answers with their quotations.

usage: python scripts/three_answers.py DIR
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.cookbook.catalogue import find_question
from kg.store.embedded import open_store

QUESTIONS = (
    ("partners_of_school", {"school": "贵州工业职业技术学院"}),
    ("prizes_of_school", {"school": "重庆工业职业技术学院"}),
    ("overseas_by_country", {"country": "泰国"}),
)
SHOWN = 5
HIDDEN = ("quotation", "source")


def show(value: object) -> str:
    """A cell as text; lists joined."""
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def answer(folder: Path) -> None:
    """Print each question, its first rows, and the quotation that states each row."""
    store = open_store(folder)
    try:
        for name, parameters in QUESTIONS:
            question = find_question(name)
            rows = list(store.read(question.cypher, question.bind(parameters)))
            print(f"\n{question.title.zh} · {question.title.en}: {'、'.join(parameters.values())}")
            for row in rows[:SHOWN]:
                print("  • " + " | ".join(filter(None, (show(v) for k, v in row.items() if k not in HIDDEN))))
                print(f"      “{' '.join(str(row['quotation']).split())}”  {Path(str(row.get('source', ''))).name}")
            if len(rows) > SHOWN:
                given = " ".join(f"-p {key}={value}" for key, value in parameters.items())
                print(f"  … {len(rows) - SHOWN} more: kg query {folder} {name} {given}")
    finally:
        store.close()


if __name__ == "__main__":
    answer(Path(sys.argv[1]))
