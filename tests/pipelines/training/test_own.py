"""The project's own training documents: marks in place, never scored, no sentence of the shared documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from pipelines.folds import FOLDS
from pipelines.training.apart_eval import FOLDER as APART
from pipelines.training.own import FOLDER, parse_marks, read_own, read_own_documents

FILES = sorted((*FOLDER.glob("*.txt"), *APART.glob("*.txt")))
WINDOW = 12


def test_marks_give_text_and_nested_names() -> None:
    text, names = parse_marks("开办{Platform:{Enterprise:比亚迪}订单班}，{Person:张伟}任教。")
    assert text == "开办比亚迪订单班，张伟任教。"
    assert [(text[a:b], label) for a, b, label in names] == [("比亚迪订单班", "Platform"), ("比亚迪", "Enterprise"), ("张伟", "Person")]


def test_a_backslash_makes_a_brace_plain() -> None:
    assert parse_marks(r"集合\{甲，乙\}与\\号") == ("集合{甲，乙}与\\号", ())


@pytest.mark.parametrize("marked", ["{Firm:华为}", "{Platform:}", "{Place:北京", "北京}", "{北京}", "{Place：北京}"])
def test_a_wrong_mark_is_named(marked: str) -> None:
    with pytest.raises(InputError, match="expected"):
        parse_marks(marked)


def test_an_error_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "000_wrong.txt"
    path.write_text("一\n二{Firm:华为}", encoding="utf-8")
    with pytest.raises(InputError, match=r"000_wrong\.txt: line 2"):
        read_own(path)


def test_own_documents_are_never_held_out() -> None:
    assert not {document.fold for document in read_own_documents()} & set(range(FOLDS))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_document_is_well_marked(path: Path) -> None:
    document = read_own(path)
    layout = document.layout
    assert len(document.names) == len(set(document.gold)) == len(document.gold)
    for start, end, _ in document.gold:
        name = layout.source[start:end]
        assert name == name.strip()
        for opening, closing in ("“”", "《》", "（）", "‘’"):
            assert name.count(opening) == name.count(closing), name
            assert not (name[0] == opening and name.find(closing) == len(name) - 1), name
    last: list[tuple[int, int]] = []
    for start, end, _ in document.gold:
        while last and last[-1][1] <= start:
            last.pop()
        assert not last or end <= last[-1][1], layout.source[start:end]
        last.append((start, end))


def _windows(text: str) -> set[str]:
    dense = "".join(text.split())
    windows = {dense[i : i + WINDOW] for i in range(len(dense) - WINDOW + 1)}
    return {window for window in windows if any("一" <= letter <= "鿿" for letter in window)}


def _between_names(path: Path) -> set[str]:
    """Windows of an own document between its names: these, and the figures and marks around them, may be the same elsewhere."""
    document = read_own(path)
    source = list(document.layout.source)
    for start, end, _ in document.gold:
        source[start:end] = ["\0"] * (end - start)
    return {window for piece in "".join(source).split("\0") for window in _windows(piece)}


def test_no_sentence_of_the_shared_documents(shared: Path) -> None:
    theirs: set[str] = set()
    for path in (*shared.glob("train/text/*.txt"), *shared.glob("dev/text/*.txt")):
        theirs |= _windows(path.read_text(encoding="utf-8"))
    for path in FILES:
        common = _between_names(path) & theirs
        assert not common, f"{path.name}: {sorted(common)[:3]}"


def test_documents_kept_apart_teach_nothing_and_repeat_nothing_but_formulas() -> None:
    apart = sorted(APART.glob("*.txt"))
    assert apart
    assert not {path.stem for path in apart} & {document.stem for document in read_own_documents()}
    taught = set().union(*map(_between_names, sorted(FOLDER.glob("*.txt"))))
    windows = [window for path in apart for window in _between_names(path)]
    assert sum(window in taught for window in windows) < 0.01 * len(windows)
