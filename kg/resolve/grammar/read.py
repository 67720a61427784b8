"""One door to the grammars: the canonical form of a name of a type, and its short forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from kg.resolve.grammar import award, body, contest, enterprise, institution, scheme, title
from kg.resolve.grammar.shape import Canonical, Context, Form
from kg.resolve.text import key

Reader = Callable[[str, Context], Canonical]


def _read_institution(text: str, context: Context) -> Canonical:
    if body.organ_type(text) == "Institution":
        return body.canonical(text, context)
    return institution.canonical(text, context)


READERS: Mapping[str, Reader] = {
    "Institution": _read_institution,
    "Enterprise": enterprise.canonical,
    "Government": body.canonical,
    "Organization": body.canonical,
    "Platform": scheme.platform,
    "Program": scheme.program,
    "Competition": contest.canonical,
    "Award": award.canonical,
    "Place": title.place,
    "Work": title.work,
    "Major": title.major,
    "Policy": title.policy,
}
FORMS: Mapping[str, Callable[[str], Iterable[Form]]] = {
    "Institution": institution.short_forms,
    "Enterprise": enterprise.short_forms,
    "Platform": scheme.platform_forms,
    "Program": scheme.program_forms,
    "Competition": contest.short_forms,
}


@lru_cache(maxsize=200_000)
def read_name(type_: str, text: str, context: Context) -> Canonical:
    """The canonical form of a name; types without a grammar are compared by their letters."""
    reader = READERS.get(type_)
    canonical = reader(text, context) if reader else Canonical(key(text), text)
    return canonical if canonical.key else Canonical(text, text)


def short_forms(type_: str, text: str) -> dict[str, Form]:
    """The best form for each key that a full name of this type may be shortened to."""
    forms: dict[str, Form] = {}
    maker = FORMS.get(type_)
    for form in maker(text) if maker else ():
        if form.key not in forms or forms[form.key].score < form.score:
            forms[form.key] = form
    return forms
