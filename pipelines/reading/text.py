"""Text and Markdown files -> Source. Encodings are told by mark and by what decodes cleanly."""

from __future__ import annotations

import codecs
from pathlib import Path

from kg.errors import InputError
from pipelines.reading.source import Source

MAX_BYTES = 64 * 1024 * 1024
"""Largest file that is read: beyond it a document is no report but a dump."""
MAX_LINE = 2_000_000
"""Longest line in characters: a longer one is no text that people wrote."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF", b"{\\rtf")


def read_source(path: str | Path) -> Source:
    """The decoded text of a file. Raises InputError, one line, for a file that is missing, empty, too large, binary or broken."""
    path = Path(path)
    data = _read_bytes(path)
    text, encoding = decode(data, name=str(path))
    if not text.strip("\ufeff\x00") or text.isspace():
        raise InputError(f"{path}: expected text, the file is empty; remove it or export it again")
    longest = max(map(len, text.splitlines()), default=0)
    if longest > MAX_LINE:
        raise InputError(f"{path}: expected lines of up to {MAX_LINE} characters, came one of {longest}; break it into paragraphs")
    return Source(str(path), text, encoding)


def decode(data: bytes, *, name: str = "text") -> tuple[str, str]:
    """Text and encoding of bytes: UTF-8, UTF-16 or GB18030. Raises InputError for binary or broken data."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, name), encoding
    if data.startswith(_MAGIC):
        raise InputError(f"{name}: expected a text file, came a binary one; export it as UTF-8 text")
    wide = _guess_wide(data)
    if wide:
        return _decode_as(data, wide, name), wide
    if b"\x00" in data:
        raise InputError(f"{name}: expected a text file, came binary data; export it as UTF-8 text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error, name), "gb18030"


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path}: expected a file, came a folder; give the files in it")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"{path}: expected at most {MAX_BYTES >> 20} MB, came {size >> 20} MB; split the document")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: expected a file, found none; check the path") from None
    except OSError as error:
        raise InputError(f"{path}: expected a readable file, came '{error.strerror}'; check its permissions") from None
    if not data:
        raise InputError(f"{path}: expected text, the file is empty; remove it or export it again")
    return data


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: expected {encoding}, byte {error.start} is broken; export it as UTF-8 text") from None


def _guess_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: most high bytes of Chinese and ASCII characters fall on one side."""
    sample = data[:4096]
    if len(data) % 2 or len(sample) < 4:
        return None
    best, encoding = max((_share_common(sample[side::2]), name) for side, name in ((1, "utf-16-le"), (0, "utf-16-be")))
    other = min(_share_common(sample[side::2]) for side in (0, 1))
    breaks = b"\n\x00" if encoding == "utf-16-le" else b"\x00\n"
    clear = best > 0.9 and other < 0.6 and (breaks in data or b"\x00" in sample)
    return encoding if clear else None


def _share_common(high: bytes) -> float:
    return sum(byte == 0 or 0x4E <= byte <= 0x9F or byte in (0x20, 0x30, 0xFF) for byte in high) / max(1, len(high))


def _decode_legacy(data: bytes, error: UnicodeDecodeError, name: str) -> str:
    """GB18030, unless the bytes are UTF-8 with a fault or decode to rare characters only."""
    text = ""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    common = sum("\u4e00" <= char <= "\u9fa5" or char.isascii() or char in "，。、；：“”（）《》！？—·　〔〕【】" for char in text)
    if text and common >= 0.85 * len(text) and not _is_mostly_utf8(data):
        return text
    raise InputError(f"{name}: expected UTF-8, UTF-16 or GB18030, byte {error.start} is broken; export it as UTF-8 text")


def _is_mostly_utf8(data: bytes) -> bool:
    decoded = data.decode("utf-8", "replace")
    broken = decoded.count("\ufffd")
    wide = sum(char > "\u2000" for char in decoded) - broken
    return wide > 20 * broken
