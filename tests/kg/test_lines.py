"""Lines are read fast, and with the same result as by the exact readers, whatever stands in them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import lines, records

SCALARS = st.one_of(st.text(), st.integers(), st.floats(allow_nan=False), st.booleans())
PROPERTIES = st.dictionaries(st.text(max_size=5), st.one_of(SCALARS, st.lists(SCALARS, max_size=3)), max_size=3)
VALUES = st.one_of(st.fixed_dictionaries({"entity": st.text()}), st.fixed_dictionaries({"value": SCALARS}))
EVIDENCE = st.fixed_dictionaries(
    {"doc_id": st.text(), "start": st.integers(), "end": st.integers()}, optional={"text": st.text()})
FACTS = st.fixed_dictionaries(
    {"id": st.text(), "type": st.text(), "roles": st.dictionaries(st.text(), st.lists(VALUES, max_size=3), max_size=4),
     "evidence": st.lists(EVIDENCE, max_size=2), "confidence": st.one_of(st.integers(0, 1), st.floats(0, 1))},
    optional={"method": st.text(), "properties": PROPERTIES, "later": SCALARS},
)
LINE = ('{"id": "e1", "type": "Place", "name": "泰国", "aliases": ["暹罗"], "properties": '
        '{"a": 1, "b": 1.0, "c": [2, 0.5], "d": true}}')


def outcome(read: Any, line: bytes) -> str:
    try:
        return repr(read(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


@given(FACTS)
def test_any_fact_is_read_equal(row: dict[str, Any]) -> None:
    line = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
    assert repr(lines.line_reader("facts")(line)) == repr(records.read_fact(json.loads(line)))


@pytest.mark.parametrize(("old", "new"), [
    ("泰国", "\\ud800"), ('"泰国"', "3"), ('"泰国"', "null"), ('["暹罗"]', '"暹罗"'), ("1.0", "NaN"), ("0.5", "1e400"),
    ("2", "9" * 30), ("true", "{}"), ("}}", "}} x"), ('"name"', '"other"'), ("{", ""), ("泰国", "\t"), ("}}", "}"),
])
def test_odd_and_damaged_lines_give_what_the_exact_reader_gives(old: str, new: str) -> None:
    line = LINE.replace(old, new, 1).encode("utf-8")
    assert line != LINE.encode("utf-8")
    assert outcome(lines.line_reader("entities"), line) == outcome(lambda x: records.read_entity(json.loads(x)), line)


def test_bytes_that_are_no_text_are_damage() -> None:
    with pytest.raises(UnicodeDecodeError):
        lines.line_reader("entities")(LINE.encode("gb18030"))
