"""Bodies with members: alliances, groups, associations and committees, and which one a list of members is of."""

from __future__ import annotations

import re

from pipelines.facts.claim import Ref
from pipelines.page import Page

KIND = re.compile("联盟|集团|共同体|联合体|协会|学会|委员会|行指委|专委会|商会|研究会|促进会")
_COUNCIL = re.compile("理事会")
_ENDS = re.compile(rf"(?:{KIND.pattern}|{_COUNCIL.pattern})(?:[（(][^（）()]*[）)])?$")
"""A base or centre of an association has its name in front and no members of its own."""
REACH = 1500
"""Characters before a list among which its body is looked for."""


def bodies_in(page: Page, start: int, end: int) -> list[Ref]:
    """Alliances, groups, associations and committees named in a range, in order; those inside other names left out."""
    text, out, last = page.layout.text, [], start
    for span in page.spans_in(start, end):
        if span.start < last:
            continue
        last = span.end
        if span.label in ("Platform", "Organization") and _ENDS.search(text[span.start : span.end]):
            out.append(Ref(page.entity_of[span]))
    return out


def body_before(page: Page, at: int) -> Ref | None:
    """The body that a list of members at a place is of: the subject of the text where it is one, else the one in its title, else of those
    named before the one named most often, and last."""
    subject = page.subject_at(at)
    if subject is not None and page.entities[subject].type in ("Platform", "Organization") and KIND.search(page.entities[subject].name):
        return Ref(subject)
    titled = [body for block in page.layout.blocks[:1] for body in bodies_in(page, block.start, min(block.end, at))]
    if titled:
        return titled[0]
    before = bodies_in(page, max(0, at - REACH), at)
    return max(reversed(before), key=before.count, default=None)
