"""Punctuation of one form, character for character: half-width marks beside Chinese become the full-width ones that Chinese prints."""

from __future__ import annotations

import re
import unicodedata

_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff"
_WIDE = dict(zip(",;:!?()", "，；：！？（）", strict=True))
_STOP = re.compile(rf"(?<=[{_HAN}”’》）】〉])\s?[,;:!?](?!//)|(?<![,\d])[,;:!?](?=\s?[{_HAN}“‘《【〈])|(?<=\d)[,;](?=[{_HAN}“《])|(?<=[{_HAN}][)])[,;:!?]")
_PAIR = re.compile(rf"(?<!\])\((?=[^()\n]*[{_HAN}])([^()\n]{{1,200}})\)|(?<=[{_HAN}”》])\(([^()\n]{{1,200}})\)")
_LONE = re.compile(rf"(?<=[{_HAN}])[()](?=[{_HAN}])")
_QUOTED = re.compile(rf"\"(?=[^\"\n<>]*[{_HAN}])([^\"\n<>]{{1,80}})\"")
_MARKUP = re.compile(r"=\s?\"|\]\(")
_LETTERS = range(0xFF10, 0xFF5B)
_SAME = str.maketrans(
    "「」『』〝〞﹑﹐﹔﹕﹙﹚" + "".join(c for c in map(chr, _LETTERS) if c.isalnum()),
    "“”‘’“”、，；：（）" + "".join(chr(ord(c) - 0xFEE0) for c in map(chr, _LETTERS) if c.isalnum()),
)

_QUOTES = str.maketrans("“”‘’", "\"\"''")


def widen(source: str) -> str:
    """The source with full-width marks and half-width letters and digits; as long as before, markup and Latin text as they were."""
    plain = source.translate(_SAME)
    if not re.search(r"[,;:!?()\"]", plain):
        return plain
    plain = _PAIR.sub(lambda m: f"（{m.group()[1:-1]}）", plain)
    plain = _LONE.sub(lambda m: _WIDE[m.group()], plain)
    plain = _STOP.sub(lambda m: m.group()[:-1] + _WIDE[m.group()[-1]], plain)
    if '"' in plain:
        plain = "".join(line if _MARKUP.search(line) else _QUOTED.sub(r"“\1”", line) for line in plain.splitlines(keepends=True))
    return plain


def narrow(text: str) -> str:
    """A text in which a mark looks the same in all its forms; for comparing what `widen` changed."""
    return unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_QUOTES)
