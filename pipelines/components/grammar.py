"""Grammar of names over what the field found: balanced marks, bodies side by side, stages of contests, generic classes, table columns.

Every rule takes the names of a document and gives them back changed; offsets are those of the clean text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipelines.components.agreement import agree
from pipelines.components.borders import (
    drop_markup,
    mend_latin,
    mend_prizes,
    open_titles,
    take_year,
    trim_batches,
    trim_contests,
    trim_issuers,
)
from pipelines.components.campaigns import find_campaigns
from pipelines.components.carriers import join_carriers
from pipelines.components.cells import read_cells
from pipelines.components.document import nest_bodies, spread_aliases
from pipelines.components.firms import nest_firms
from pipelines.components.foreign import name_foreign
from pipelines.components.joints import drop_numbers, join_brackets, split_pairs, split_verbs
from pipelines.components.noise import drop_classes, drop_column_heads, drop_prose
from pipelines.components.places import join_counties, join_foreign, split_classes, trim_bodies, trim_campaigns
from pipelines.components.plans import trim_plans, widen_plans
from pipelines.components.seats import find_seats
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "【": "】", "〔": "〕", "〈": "〉", "<": ">"}
_CLOSE = {close: start for start, close in _PAIRS.items()}
_WRAPS = frozenset("“‘《〈【<")
_REACH = 24
_OFFICES = re.compile(r"^(.+?(?:办公厅|委员会|办公室|人民政府|教育厅|教育局|党委|党组|部|委|厅|局)) ?([一-鿿]{2,}(?:办公厅|委员会|办公室|人民政府|政府|厅|局|委|部))$")
_STAGE = re.compile(
    r"(?<=[赛动演）)])[一-鿿]{0,8}?(?:赛区|省赛|市赛|校赛|国赛|分赛区|分赛|选拔赛|总决赛|决赛|初赛|复赛|预赛|预选赛|半决赛)[一-鿿]{0,6}$"
)
_EDITION = re.compile(r"^(?:第?[〇一二三四五六七八九十百\d]+届|\d{4} ?年|首届|\d{4}-\d{4}学年)")


def _unmatched(text: str) -> tuple[list[int], list[int]]:
    """Places of opening and of closing marks that have no partner in `text`."""
    stack: list[int] = []
    lone: list[int] = []
    for i, char in enumerate(text):
        if char in _PAIRS:
            stack.append(i)
        elif char in _CLOSE:
            if stack and text[stack[-1]] == _CLOSE[char]:
                stack.pop()
            else:
                lone.append(i)
    return stack, lone


def _partner(text: str, start: int) -> int:
    """Place of the mark that closes the one at `start`, or -1."""
    depth = 0
    for i in range(start, min(len(text), start + 60)):
        if text[i] == "\n":
            return -1
        if text[i] == text[start]:
            depth += 1
        elif text[i] == _PAIRS[text[start]]:
            depth -= 1
            if depth == 0:
                return i
    return -1


def balance(text: str, span: NameSpan) -> NameSpan:
    """A name with its marks in balance: a lone opening mark at its front or closing one at its end goes, a partner nearby
    comes in, marks round the whole name go (span rule 2)."""
    start, end = span.start, span.end
    for _ in range(4):
        if end - start < 2:
            break
        opened, lone = _unmatched(text[start:end])
        if opened and opened[0] == 0 and len(opened) == 1 and not lone:
            start += 1
        elif lone and lone[-1] == end - start - 1 and len(lone) == 1 and not opened and text[end - 1] not in "）)":
            wrap = text.rfind(_CLOSE[text[end - 1]], max(0, start - 2), start)
            if wrap == start - 1:
                end -= 1
            else:
                break
        elif opened:
            close = _partner(text, start + opened[-1])
            if close < 0 or close - end > _REACH:
                break
            end = close + 1
        elif lone:
            mark = _CLOSE[text[start + lone[0]]]
            at = text.rfind(mark, max(0, start - _REACH), start)
            if at < 0 or "\n" in text[at:start] or "，" in text[at:start] or "。" in text[at:start]:
                break
            start = at
        else:
            break
    while end - start > 2 and text[start] in _WRAPS and _partner(text, start) == end - 1:
        start, end = start + 1, end - 1
    changed = (start, end) != (span.start, span.end) and end > start
    return replace(span, start=start, end=end) if changed else span


def balance_marks(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Rule for all names."""
    return [balance(layout.text, span) for span in spans]


def split_bodies(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """中共中央办公厅国务院办公厅 is two bodies side by side."""
    found: list[NameSpan] = []
    for span in spans:
        text = layout.slice(span.start, span.end)
        match = _OFFICES.match(text) if span.label == "Government" else None
        if match and match.group(2)[:2] in ("国务", "中央", "全国", "中共") :
            found.append(replace(span, end=span.start + match.end(1)))
            found.append(replace(span, start=span.start + match.start(2)))
        else:
            found.append(span)
    return found


def nest_contests(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """A contest without its stage, and the two contests of a name joined by 暨, stand inside the longer name."""
    found = list(spans)
    for span in spans:
        if span.label != "Competition":
            continue
        text = layout.slice(span.start, span.end)
        parts = []
        left, joint, _ = text.partition("暨")
        if joint and len(left) > 4 and left[-1] in "赛动演节":
            parts += [(0, len(left)), (len(left) + 1, len(text))]
        stage = _STAGE.search(text)
        if stage and stage.start() > 4 and not joint:
            parts.append((0, stage.start()))
        for a, b in parts:
            found.append(NameSpan(span.start + a, span.start + b, "Competition", span.confidence * 0.9, "grammar"))
    return found


RULES: tuple[Callable[[Layout, Sequence[NameSpan]], list[NameSpan]], ...] = (
    drop_markup,
    drop_column_heads,
    read_cells,
    balance_marks,
    drop_numbers,
    mend_latin,
    drop_prose,
    drop_classes,
    open_titles,
    split_classes,
    join_counties,
    trim_bodies,
    trim_campaigns,
    trim_issuers,
    trim_batches,
    mend_prizes,
    widen_plans,
    trim_plans,
    split_bodies,
    spread_aliases,
    join_brackets,
    split_verbs,
    split_pairs,
    join_foreign,
    name_foreign,
    find_seats,
    find_campaigns,
    join_carriers,
    agree,
    take_year,
    trim_contests,
    nest_contests,
    nest_bodies,
    nest_firms,
)


def apply_grammar(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """All rules in turn; equal names and names that cross another with more confidence are left out."""
    found = list(spans)
    for rule in RULES:
        found = rule(layout, found)
    best: dict[tuple[int, int, str], NameSpan] = {}
    for span in found:
        key = (span.start, span.end, span.label)
        if key not in best or best[key].confidence < span.confidence:
            best[key] = span
    return drop_crossing(sorted(best.values()))


def drop_crossing(spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Of two names that cross, the surer stays."""
    kept: list[NameSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        crossing = [k for k in kept[-6:] if k.start < span.start < k.end < span.end]
        if any(k.confidence >= span.confidence for k in crossing):
            continue
        kept = [k for k in kept if k not in crossing]
        kept.append(span)
    return sorted(kept)
