"""spaCy component `zhijiao_names`: names of a Doc in `doc.spans["mentions"]`, nested ones too.

`span._.confidence` is the probability of a span; `doc.spans["mentions"].attrs["confidence"]` lists them in order. Plain text is
read through layout analysis, so wrapped lines do not cut names; spans count in the given text. A token that a name cuts is
split: tokens never decide where a name ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from pipelines.components.recogniser import recognise
from pipelines.layout import Layout, analyse
from pipelines.span import NameSpan

KEY = "mentions"
Recogniser = Callable[[Layout], Sequence[NameSpan]]


def split_tokens(doc: Doc, borders: Iterable[int]) -> None:
    """Split the tokens that have one of these character offsets inside."""
    inside: dict[int, list[int]] = {}
    places = sorted(set(borders))
    tokens = iter(doc)
    token = next(tokens, None)
    for place in places:
        while token is not None and token.idx + len(token.text) <= place:
            token = next(tokens, None)
        if token is not None and token.idx < place:
            inside.setdefault(token.i, []).append(place - token.idx)
    if not inside:
        return
    with doc.retokenize() as retokenizer:
        for number, cuts in inside.items():
            word = doc[number].text
            parts = [word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True)]
            heads: list[Token | tuple[Token, int]] = [(doc[number], k) for k in range(len(parts))]
            retokenizer.split(doc[number], parts, heads=heads)


def set_mentions(doc: Doc, spans: Sequence[NameSpan]) -> Doc:
    """Write spans (offsets of `doc.text`) to the Doc."""
    split_tokens(doc, [border for span in spans for border in (span.start, span.end)])
    group = SpanGroup(doc, name=KEY, spans=[])
    sure = []
    for span in spans:
        made = doc.char_span(span.start, span.end, label=span.label)
        if made is not None:
            made._.confidence = max(span.confidence, made._.confidence)
            group.append(made)
            sure.append(span.confidence)
    group.attrs["confidence"] = sure
    doc.spans[KEY] = group
    return doc


class Names:
    """The component; stateless but for the shared model."""

    def __init__(self, recogniser: Recogniser = recognise) -> None:
        self._recognise = recogniser
        if not Span.has_extension("confidence"):
            Span.set_extension("confidence", default=0.0)

    def predict(self, doc: Doc) -> list[NameSpan]:
        """Names in offsets of `doc.text`."""
        layout = analyse(doc.text)
        found = []
        for span in self._recognise(layout):
            start, end = layout.to_source(span.start, span.end)
            found.append(NameSpan(start, end, span.label, span.confidence, span.method))
        return sorted(set(found))

    def __call__(self, doc: Doc) -> Doc:
        return set_mentions(doc, self.predict(doc))


@Language.factory("zhijiao_names", assigns=["doc.spans"])
def make_names(nlp: Language, name: str) -> Names:
    """Factory of the component."""
    return Names()
