"""A build folder gives back the graph that was written, appears whole or not at all, and names damaged lines."""

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import interchange
from kg.errors import BuildError
from kg.ids import sha256
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Graph, Literal, Mention, Redirect
from kg.whole import replace_folder

TEXT = "贵州轮胎与\r\n该校共建\u2028“贵匠工坊”。"


def make_graph(text: str = TEXT) -> Graph:
    return Graph(
        documents=(Document("d1", "a/甲.txt", "标题", sha256(text), len(text), "e1", "2024-05", "贵州省"),),
        mentions=(Mention("d1", 0, 4, "贵州轮胎", "Enterprise", "e2", 0.9, "crf"),),
        entities=(
            Entity("e1", "Institution", "某校", (), {"code": "41", "former": ("旧校", "老校"), "founded": 1958}),
            Entity("e2", "Enterprise", "贵州轮胎", ("轮胎",)),
        ),
        facts=(
            Fact("f1", "Partnership", {"institution": (EntityRef("e1"),), "count": (Literal(3), Literal("三"))},
                 (Evidence("d1", 0, 11, text[:11]),), 0.5, "rule", {"complete": 0.5}),
        ),
        redirects=(Redirect("e0", "e1", "same body"),),
    )


def write(folder: Path, text: str = TEXT) -> Path:
    interchange.write_graph(make_graph(text), folder, texts={"d1": text})
    return folder


def test_graph_and_text_come_back_equal(tmp_path: Path) -> None:
    folder = write(tmp_path / "b")
    assert interchange.read_graph(folder) == make_graph()
    assert interchange.read_text(folder, "d1") == TEXT


def test_files_have_the_fields_of_the_contract(tmp_path: Path) -> None:
    folder = write(tmp_path / "b")
    first = {name: (folder / f"{name}.jsonl").read_bytes().splitlines()[0] for name in interchange.FILES}
    rows = {name: json.loads(line) for name, line in first.items()}
    assert {"doc_id", "source", "title", "sha256", "chars", "subject"} <= set(rows["documents"])
    assert {"doc_id", "start", "end", "text", "type", "entity_id", "confidence"} <= set(rows["mentions"])
    assert {"id", "type", "name", "aliases"} <= set(rows["entities"])
    assert {"id", "type", "roles", "evidence", "confidence"} <= set(rows["facts"])
    assert rows["facts"]["roles"] == {"institution": [{"entity": "e1"}], "count": [{"value": 3}, {"value": "三"}]}
    assert rows["facts"]["evidence"][0]["text"] == TEXT[:11]


def test_equal_graphs_give_equal_bytes_and_the_build_id_follows_the_content(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1"), write(tmp_path / "2")
    for path in one.glob("*.json*"):
        assert path.read_bytes() == (two / path.name).read_bytes()
    assert interchange.open_build(one).build_id != interchange.open_build(write(tmp_path / "3", TEXT + "x")).build_id


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=11))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = write(tmp_path_factory.mktemp("x") / "b", text)
    assert interchange.read_text(folder, "d1") == text
    assert interchange.read_graph(folder) == make_graph(text)


@pytest.mark.parametrize(
    ("file", "line", "words"),
    [
        ("facts.jsonl", '{"id": "f1"', "facts.jsonl line 1"),
        ("facts.jsonl", '{"id": "f1"}', "no field 'type'"),
        ("mentions.jsonl", '{"doc_id": "d1", "start": "0"}', "mentions.jsonl line 1"),
        ("entities.jsonl", "[]", "entities.jsonl line 1"),
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, file: str, line: str, words: str) -> None:
    folder = write(tmp_path / "b")
    (folder / file).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        interchange.read_graph(folder)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_build_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="found nothing"):
        interchange.open_build(tmp_path / "none")
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match="found a file"):
        interchange.open_build(tmp_path / "file")
    with pytest.raises(BuildError, match=r"no build\.json"):
        interchange.open_build(tmp_path)
    folder = write(tmp_path / "b")
    mark = json.loads((folder / "build.json").read_text())
    (folder / "build.json").write_text(json.dumps(mark | {"version": 0}))
    with pytest.raises(BuildError, match="expected format zhijiao-kg build 1"):
        interchange.open_build(folder)
    (folder / "build.json").write_text("{")
    with pytest.raises(BuildError, match="expected JSON"):
        interchange.open_build(folder)


def test_an_older_build_is_replaced_and_nothing_stays_behind(tmp_path: Path) -> None:
    folder = write(tmp_path / "b")
    (folder / "stale.txt").write_text("old")
    write(folder, TEXT + "new")
    assert not (folder / "stale.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def fill_the_disk(folder: Path) -> None:
    with replace_folder(folder) as part:
        (part / "half").write_text("x")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_the_older_build_as_it_was(tmp_path: Path) -> None:
    folder = write(tmp_path / "b")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(BuildError, match="No space left"):
        fill_the_disk(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match="cannot write") as caught:
        write(tmp_path / "file" / "b")
    assert "\n" not in str(caught.value)


def test_parts_of_killed_builds_are_cleared(tmp_path: Path) -> None:
    dead = tmp_path / ".b.part-999999999"
    dead.mkdir()
    mine = tmp_path / f".b.part-{os.getppid()}"
    mine.mkdir()
    write(tmp_path / "b")
    assert not dead.exists()
    assert mine.exists()
