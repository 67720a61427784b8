"""A file is decoded as what it is, or refused in one clear line."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from kg.errors import InputError
from pipelines.reading import Source, decode, read_source
from pipelines.reading.text import MAX_BYTES, MAX_LINE

TEXT = "天津市职业大学与天津轻工职业技术学院共建鲁班工坊。\r\n2016年3月，泰国鲁班工坊揭牌。\n"


def write(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_encodings_are_told_and_line_breaks_kept(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = write(tmp_path, data)
    assert read_source(path) == Source(str(path), TEXT, encoding)


def test_ascii_is_utf8() -> None:
    assert decode(b"plain words\n") == ("plain words\n", "utf-8")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"%PDF-1.7 \xe2\xe3", "binary"),
        (b"PK\x03\x04rest", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (TEXT.encode() * 40 + b"\xff\xfe\xfa", "broken"),
        (TEXT.encode() + TEXT.encode("gb18030") * 3 + b"\xff", "broken"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "broken"),
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path: Path, data: bytes, word: str) -> None:
    path = write(tmp_path, data)
    with pytest.raises(InputError) as caught:
        read_source(path)
    message = str(caught.value)
    assert word in message
    assert message.startswith(str(path))
    assert "\n" not in message


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="check the path"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(InputError, match="folder"):
        read_source(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT.encode())
    path.chmod(0)
    with pytest.raises(InputError, match="permissions"):
        read_source(path)


def test_one_huge_line_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, b"a" * (MAX_LINE + 1))
    with pytest.raises(InputError, match="paragraphs"):
        read_source(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InputError, match="split the document"):
        read_source(path)
