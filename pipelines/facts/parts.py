"""The part that a name plays in its clause, and each clause's subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.facts.scene import Arg

_TIME = re.compile(
    r"(?:[0年月日度初底末春秋夏冬季上下半同当今去本学期以来起间内中前后“”《【\[（(一二三四五六七八九十、.．）)\]】 　*#|\-—•·:：后L]|"
    r"近年来|此外|目前|其中|截至|自|至|随后|此前|现|已|又|并|还|也|而|则|作为|另|如|据|案例|图|表|附)*"
)
_PARTS = (
    ("c", re.compile(r"(?:与|和|同|跟|联合|携手|会同|联手|牵手|联动|对接|协同|及|以及|暨|包括)$")),
    ("a", re.compile(r"(?:由|经由)$")),
    ("l", re.compile(r"(?:在|于|位于|落户|赴|到|进|走进|进入|来自|至)$")),
    ("d", re.compile(r"(?:为|向|给|对|把|将|让|使|帮助|帮扶|支持|面向|服务)$")),
    ("b", re.compile(r"(?:获|受|被|经|获得|荣获|根据|按照|响应|入选|列入|获批)$")),
)
_NEAR = 24


def part_of(mask: str, arg: Arg, clauses: tuple[int, ...]) -> str:
    """One letter for what stands round an arg's list; see `Arg.role`."""
    begin = clauses[arg.clause]
    before = mask[max(begin, arg.left - _NEAR): arg.left]
    if arg.left - begin <= _NEAR and _TIME.fullmatch(before):
        return "s"
    for letter, pattern in _PARTS:
        if pattern.search(before):
            return letter
    follow = mask[arg.right + 1: arg.right + 2]
    if follow == "的":
        return "g"
    if before[-1:] in "IEGOPRCANLWMYS":
        return "m"
    return "o"


_OWNERS = frozenset({"Institution", "Enterprise", "Government", "Organization", "Platform", "Person"})


def clause_subjects(args: list[Arg], count: int) -> tuple[Arg | None, ...]:
    """The subject of each clause: an arg that opens it, else the one of the clause before."""
    own: dict[int, Arg] = {}
    for arg in args:
        if arg.role in "sa" and arg.label in _OWNERS and not arg.nested:
            own.setdefault(arg.clause, arg)
    out: list[Arg | None] = []
    last: Arg | None = None
    for number in range(count):
        last = own.get(number, last)
        out.append(last)
    return tuple(out)
