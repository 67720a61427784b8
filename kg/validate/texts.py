"""Checks against the texts: every quotation and every mention is an exact slice of its document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kg.errors import BuildError
from kg.ids import sha256
from kg.interchange import read_text
from kg.model import Document, Evidence, Fact, Mention
from kg.validate.result import Result, Severity

_BREAKS: Final = re.compile(r"[\r\n]")
CACHED: Final = 8


class Texts:
    """The texts of a build, the last few kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, str | None] = {}

    def get(self, doc_id: str) -> str | None:
        """The text of a document, or None when the build has none that can be read."""
        if doc_id not in self._kept:
            while len(self._kept) >= CACHED:
                self._kept.pop(next(iter(self._kept)))
            self._kept[doc_id] = self._read(doc_id)
        return self._kept[doc_id]

    def _read(self, doc_id: str) -> str | None:
        try:
            return read_text(self._folder, doc_id)
        except BuildError:
            return None


def check_document(document: Document, texts: Texts, types: Mapping[str, str]) -> Iterator[Result]:
    """A document against its text."""
    text = texts.get(document.doc_id)
    focus = document.doc_id
    if text is None:
        yield Result("document-text", Severity.VIOLATION, focus, f"缺少文档 {document.source} 的文本",
                     f"the text of {document.source} is missing or unreadable", doc_id=focus)
        return
    if sha256(text) != document.sha256:
        yield Result("document-sha256", Severity.VIOLATION, focus, f"{document.source} 的文本与校验值不符",
                     f"the text of {document.source} does not have the stated SHA-256", doc_id=focus)
    if len(text) != document.chars:
        yield Result("document-chars", Severity.VIOLATION, focus, f"文本有 {len(text)} 个字符，记录为 {document.chars}",
                     f"the text has {len(text)} characters, {document.chars} are stated", doc_id=focus)
    if document.subject is not None and document.subject not in types:
        yield Result("document-subject", Severity.VIOLATION, focus, f"文档主体 {document.subject} 不存在",
                     f"the subject {document.subject} is no entity of the build", doc_id=focus)


def check_mention(mention: Mention, texts: Texts, types: Mapping[str, str]) -> Iterator[Result]:
    """A mention against its text and its entity."""
    focus = f"{mention.doc_id}.{mention.start}-{mention.end}.{mention.type}"

    def broken(check: str, zh: str, en: str) -> Result:
        place = {"quotation": mention.text, "doc_id": mention.doc_id, "start": mention.start}
        return Result(check, Severity.VIOLATION, focus, zh, en, **place)  # type: ignore[arg-type]

    type_ = types.get(mention.entity_id)
    if type_ is None:
        yield broken("mention-entity", f"提及指向不存在的实体 {mention.entity_id}",
                     f"the mention names {mention.entity_id}, which is no entity of the build")
    elif type_ != mention.type:
        yield broken("mention-type", f"提及的类型是 {mention.type}，实体的类型是 {type_}",
                     f"the mention is of type {mention.type}, its entity of type {type_}")
    if not 0 <= mention.confidence <= 1:
        yield broken("confidence", f"置信度 {mention.confidence} 不在 0 与 1 之间",
                     f"confidence {mention.confidence} is not between 0 and 1")
    text = texts.get(mention.doc_id)
    if text is None:
        yield broken("mention-document", f"没有文档 {mention.doc_id}", f"there is no document {mention.doc_id}")
    elif not 0 <= mention.start < mention.end <= len(text):
        yield broken("mention-range", f"范围 {mention.start}–{mention.end} 不在文本之内",
                     f"the range {mention.start}–{mention.end} does not lie in the text")
    elif _BREAKS.sub("", text[mention.start : mention.end]) != mention.text:
        yield broken("mention-slice", f"文本此处是“{_slice(text, mention.start, mention.end)}”，与字面不符",
                     f"the text has {_slice(text, mention.start, mention.end)!r} there, not the surface")


def check_evidence(fact: Fact, texts: Texts) -> Iterator[Result]:
    """The quotations of a fact against their texts."""
    if not fact.evidence:
        yield Result("evidence-missing", Severity.VIOLATION, fact.id, "事实没有引文", "the fact has no quotation")
    for evidence in fact.evidence:
        found = _check_slice(evidence, texts.get(evidence.doc_id))
        if found is not None:
            check, zh, en = found
            place = {"quotation": evidence.text, "doc_id": evidence.doc_id, "start": evidence.start}
            yield Result(check, Severity.VIOLATION, fact.id, zh, en, **place)  # type: ignore[arg-type]


def _check_slice(evidence: Evidence, text: str | None) -> tuple[str, str, str] | None:
    start, end = evidence.start, evidence.end
    if text is None:
        return ("evidence-document", f"没有文档 {evidence.doc_id}", f"there is no document {evidence.doc_id}")
    if not 0 <= start < end <= len(text):
        return ("evidence-range", f"引文范围 {start}–{end} 不在文本之内",
                f"the range {start}–{end} of the quotation does not lie in the text")
    if evidence.text != text[start:end]:
        return ("evidence-slice", f"文本此处是“{_slice(text, start, end)}”，与引文不符",
                f"the text has {_slice(text, start, end)!r} there, not the quotation")
    if not evidence.text.strip():
        return ("evidence-blank", "引文只有空白", "the quotation is blank")
    return None


def _slice(text: str, start: int, end: int) -> str:
    return text[start : min(end, start + 40)]
