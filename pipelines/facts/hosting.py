"""Hosting: who hosts, organises or helps with a contest, campaign, conference or festival."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.dates import find_dates
from pipelines.facts.features import name_of
from pipelines.facts.held import place_held
from pipelines.facts.hosts import Host, read_hosts
from pipelines.facts.optional import date_of, likely
from pipelines.facts.platform_building import place_of
from pipelines.facts.relation import Relation, stretch
from pipelines.page import Page

_YEAR = re.compile(r"(?<!\d)20\d\d(?=年|[）)])")
_WORD = re.compile("主办|承办|协办|举办|合办|组织|启动|策划")

SURE = 0.6


def read(page: Page) -> Iterator[Claim]:
    """The hosted events of a page: those that grammar tells, then those of the scorer of pairs."""
    hosts = list(read_hosts(page))
    yield from (_claim(page, host) for host in hosts if host.verb != "组织" or not _is_aside(page, host.occasion.end))
    told = {host.occasion.key for host in hosts}

    def is_news(relation: Relation) -> bool:
        occasion = relation.second
        return occasion.key not in told and not (occasion.at >= 0 and _is_aside(page, occasion.end))

    yield from read_claims(page, "Hosting", _optional, keep=is_news)


_ASIDE = re.compile("[”》]?[中上里]?(?:作出|做出|获|取得|表现|涌现|荣获|夺|斩获)")


def _is_aside(page: Page, end: int) -> bool:
    """Whether an event that ends here is only where something was won or done: 在…大赛中作出突出贡献."""
    return _ASIDE.match(page.layout.text, end) is not None


def _fullest(dates: Sequence[str]) -> str:
    """The last date, or a fuller one of its year before it."""
    return max((date for date in dates if date.startswith(dates[-1][:4])), key=len)


_SHORT = re.compile("[（(][^（）()]{0,4}(?:简称|下称)[^（）()]*[）)]")


def _claim(page: Page, host: Host) -> Claim:
    occasion = host.occasion
    event: Value = Ref(occasion.key) if occasion.key >= 0 else _SHORT.sub("", occasion.text)
    roles: dict[str, tuple[Value, ...]] = {"host": (Ref(host.key),), "event": (event,), "position": (host.verb,)}
    dates = [d for d in find_dates(page.layout.text, max(0, host.start - 60), host.end, year=page.year_at(host.start))
             if d.kind != "span" and not occasion.start <= d.start < occasion.end and "\n" not in page.layout.text[d.start: host.start]]
    name = page.entities[occasion.key].name if occasion.key >= 0 else occasion.text
    named = _YEAR.search(name)
    if dates or named:
        roles["date"] = (_fullest([d.value for d in dates]) if dates else named.group(),)  # type: ignore[union-attr]
    place = place_held(page, occasion.start, occasion.end)
    if place is not None:
        roles["place"] = (place,)
    return Claim("Hosting", roles, host.start, host.end, SURE, "hosts")


def _optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
    return {"position": _position(page, relation), "date": _date(page, relation), "place": _place(page, relation)}


def _place(page: Page, relation: Relation) -> tuple[Value, ...]:
    """Where the event was held, else a place of its clause."""
    held = place_held(page, relation.second.start, relation.second.end) if relation.second.at >= 0 else None
    return (held,) if held is not None else place_of(page, relation)


def _date(page: Page, relation: Relation) -> tuple[str, ...]:
    """A date of the clause, else the year in the event's name."""
    found = date_of(relation)
    if found:
        return found
    named = _YEAR.search(name_of(page, relation.second))
    return (named.group(),) if named else ()


def _position(page: Page, relation: Relation) -> tuple[str, ...]:
    """The hosting verb after the host, before the next host; else the scorer's."""
    start, end = stretch(relation)
    host = relation.first
    after = _WORD.search(page.layout.text, host.end if host.at >= 0 else start, end)
    return (after.group(),) if after else likely(relation, "position")
