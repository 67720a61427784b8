"""Segmenter of the spaCy pipeline: spacy-pkuseg with the shipped model. Tokens joined give the text back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy_pkuseg
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_words_and_spaces, registry
from spacy.vocab import Vocab

from kg.resources import resource

MODEL = ("models", "segmenter")
_PIECE = re.compile(r"\s+|[^\s]{1,200}")


@lru_cache(maxsize=1)
def load_pkuseg() -> Any:
    """The shipped segmentation model."""
    import pipelines

    return spacy_pkuseg.pkuseg(str(resource(pipelines.__file__, *MODEL)), user_dict=None)


def cut_words(text: str) -> Iterator[str]:
    """Words of a text, white space kept. A piece that the model does not give back unchanged is cut into characters."""
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece.isspace():
            yield piece
            continue
        words = [word for word in load_pkuseg().cut(piece) if word]
        yield from words if "".join(words) == piece else piece


class Segmenter:
    """A spaCy tokenizer."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words, spaces = get_words_and_spaces(list(cut_words(text)), text)
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Docs of texts."""
        return map(self, texts)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing of its own: the model belongs to the installation."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Segmenter:
        """See `to_bytes`."""
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """See `to_bytes`."""

    def from_disk(self, path: str | Path, **_: Any) -> Segmenter:
        """See `to_bytes`."""
        return self


@registry.tokenizers("zhijiao.segmenter")  # type: ignore[untyped-decorator,unused-ignore]
def make_segmenter() -> Callable[[Language], Segmenter]:
    """Entry point `zhijiao.segmenter` of `spacy_tokenizers`."""
    return lambda nlp: Segmenter(nlp.vocab)
