"""Pairs of args that may state a fact, by type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts.scene import Arg, Sentence

ORGS = frozenset({"Institution", "Enterprise", "Government", "Organization"})
WINDOW = 40
_BOTH = re.compile("双方|两校|三方|校企|两家|各方|联合|共同")
_POSTS = re.compile("单位|成员|理事|会员|委员|会长|牵头|加入|主任|入选|列入")
OF_THINGS = frozenset({"Membership", "PlatformBuilding", "ProgramParticipation"})


@dataclass(frozen=True, slots=True)
class Spec:
    """A fact type seen as a pair: the role and labels of the subject-like arg (it may be unspoken) and of the object-like."""

    type: str
    role_a: str
    labels_a: frozenset[str]
    role_b: str
    labels_b: frozenset[str]


def _spec(type_: str, role_a: str, labels_a: str, role_b: str, labels_b: str) -> Spec:
    return Spec(type_, role_a, frozenset(labels_a.split()), role_b, frozenset(labels_b.split()))


_ORG = "Institution Enterprise Government Organization"
SPECS = (
    _spec("Partnership", "institution", _ORG, "partner", _ORG),
    _spec("PlatformBuilding", "builder", _ORG, "platform", "Platform Major"),
    _spec("Membership", "member", _ORG, "body", "Platform Organization"),
    _spec("ProgramParticipation", "participant", f"{_ORG} Platform Person", "program", "Program"),
    _spec("OverseasProject", "organizer", "Institution", "project", "Platform Program"),
    _spec("Hosting", "host", f"{_ORG} Platform", "event", "Competition Program Event"),
    _spec("Affiliation", "organization", f"{_ORG} Platform", "person", "Person"),
)


def pairs(sentence: Sentence) -> Iterator[tuple[Arg, Arg, tuple[int, ...]]]:
    """(subject-like, object-like, numbers of the SPECS they fit), one for each pair of things: its nearest occurrence.

    A bounded window keeps this linear in the number of args.
    """
    best: dict[tuple[int, int, str, str], tuple[tuple[int, int], Arg, Arg, tuple[int, ...]]] = {}
    spoken = sentence.args
    unspoken = [arg for arg in sentence.extra if arg.kind == "subject" or _BOTH.search(sentence.mask)]
    for j, b in enumerate(spoken):
        for a in (*spoken[max(0, j - WINDOW): j + WINDOW], *unspoken):
            if a.key == b.key or a is b:
                continue
            fits = tuple(n for n in FITS.get((a.label, b.label), ()) if _plausible(SPECS[n], a, b))
            rank = (abs(a.clause - b.clause), abs(a.at - b.at)) if a.at >= 0 else (99, 99)
            key = (a.key, b.key, a.label, b.label)
            if fits and (key not in best or rank < best[key][0]):
                best[key] = (rank, a, b, fits)
    for b in sentence.things if sentence.columns or _POSTS.search(sentence.mask) else ():
        for a in spoken[:WINDOW]:
            fits = tuple(n for n in FITS.get((a.label, b.label), ()) if SPECS[n].type in OF_THINGS)
            if fits and a.key != b.key and a.kind == "name" and not a.nested:
                best.setdefault((a.key, b.key, a.label, b.label), ((99, 99), a, b, fits))
    for _, a, b, fits in best.values():
        yield a, b, fits


def _plausible(spec: Spec, a: Arg, b: Arg) -> bool:
    """A partnership is one pair, the earlier end first, and one end is a school."""
    if spec.type == "Partnership":
        return "Institution" in (a.label, b.label) and (a.at < 0 or (a.start, -a.end) < (b.start, -b.end))
    return True


PAIR, BUILDER = (next(number for number, spec in enumerate(SPECS) if spec.type == type_) for type_ in ("Partnership", "PlatformBuilding"))
"""Numbers of the specs of two partners, and of a builder with its platform."""

FITS: dict[tuple[str, str], tuple[int, ...]] = {}
for _number, _one in enumerate(SPECS):
    for _a in _one.labels_a:
        for _b in _one.labels_b:
            FITS[_a, _b] = (*FITS.get((_a, _b), ()), _number)


def orient(spec: Spec, a: Arg, b: Arg, subject: int | None) -> tuple[Arg, Arg]:
    """Who is the institution of a partnership: the school, of two schools the document's own or the first."""
    if spec.type != "Partnership":
        return a, b
    if a.label != "Institution" and b.label == "Institution":
        return b, a
    if a.label == b.label == "Institution" and b.key == subject:
        return b, a
    return a, b
