"""Ids under added, removed and reordered documents: unchanged, or redirected."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assemble import assemble
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Graph, Literal, Reading
from kg.resolve import resolve

NAMES = {
    "Institution": (
        "贵州交通职业技术学院",
        "贵州交院",
        "贵州交通职业大学",
        "深圳职业技术学院",
        "深职院",
        "深圳职业技术大学",
        "贵阳市白云区职业技术学校",
        "白云职校",
        "贵阳白云职校",
        "机电工程学院",
        "息烽县中等职业学校",
        "县职校",
        "工职院",
    ),
    "Enterprise": (
        "华为",
        "华为技术有限公司",
        "贵州瑞泰实业有限公司",
        "瑞泰实业",
        "贵州瑞泰实业",
        "瑞泰实业股份有限公司",
    ),
    "Government": ("省教育厅", "贵州省教育厅", "市教育局", "贵阳市教育局"),
    "Competition": ("国赛", "2023年国赛", "2023年全国职业院校技能大赛", "第七届“互联网+”大赛"),
    "Award": ("一等奖", "国家级教学成果奖二等奖", "国家教学成果二等奖"),
    "Person": ("张进", "易俊"),
}
entity = st.sampled_from([(type_, name) for type_, names in NAMES.items() for name in names])
document = st.tuples(
    st.lists(entity, min_size=1, max_size=5, unique=True),
    st.sampled_from([None, "贵州省", "贵阳市", "广东省", "息烽县"]),
    st.sampled_from([None, "2019", "2023", "2025"]),
)
corpora = st.lists(document, min_size=1, max_size=6)


def make(number: int, spec: tuple[list[tuple[str, str]], str | None, str | None]) -> Reading:
    names, place, date = spec
    local = {f"L{i}": Entity(f"L{i}", type_, name) for i, (type_, name) in enumerate(names)}
    schools = [i for i, e in local.items() if e.type == "Institution"]
    facts = tuple(
        Fact(f"F{i}", *roles, (Evidence(f"d{number}", 0, 1, "x"),), 0.9)
        for i, e in local.items()
        for roles in [_roles(i, e, schools)]
        if roles
    )
    return Reading(
        Document(f"d{number}", "", "", "", 1, date=date, place=place), "x", entities=tuple(local.values()), facts=facts
    )


def _roles(i: str, e: Entity, schools: list[str]) -> tuple[str, dict[str, tuple[EntityRef | Literal, ...]]] | None:
    if not schools:
        return None
    school = (EntityRef(schools[0]),)
    if e.type == "Award":
        return "Honor", {"recipient": school, "award": (EntityRef(i),), "date": (Literal("2022"),)}
    if e.type == "Enterprise":
        return "Partnership", {"institution": school, "partner": (EntityRef(i),)}
    if e.type == "Person":
        return "Affiliation", {"person": (EntityRef(i),), "organization": school}
    return None


def build(readings: list[Reading]) -> Graph:
    return assemble(readings, resolve(readings))


def known(graph: Graph) -> tuple[set[str], dict[str, str]]:
    return {e.id for e in graph.entities} | {f.id for f in graph.facts}, {r.old: r.new for r in graph.redirects}


@settings(max_examples=60, deadline=None)
@given(corpora, st.randoms(use_true_random=False))
def test_order_does_not_matter(
    specs: list[tuple[list[tuple[str, str]], str | None, str | None]], random: object
) -> None:
    readings = [make(n, spec) for n, spec in enumerate(specs)]
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert build(readings) == build(shuffled)


@settings(max_examples=100, deadline=None)
@given(corpora, corpora)
def test_added_documents_keep_or_redirect_every_id(
    first: list[tuple[list[tuple[str, str]], str | None, str | None]],
    more: list[tuple[list[tuple[str, str]], str | None, str | None]],
) -> None:
    readings = [make(n, spec) for n, spec in enumerate([*first, *more])]
    small, large = build(readings[: len(first)]), build(readings)
    ids, redirects = known(large)
    for old in known(small)[0]:
        assert old in ids or redirects.get(old) in ids, old


@settings(max_examples=100, deadline=None)
@given(corpora, corpora)
def test_removed_documents_keep_ids_or_had_redirected_them(
    first: list[tuple[list[tuple[str, str]], str | None, str | None]],
    more: list[tuple[list[tuple[str, str]], str | None, str | None]],
) -> None:
    """What is left after removal has an id that the larger build had, or had redirected."""
    readings = [make(n, spec) for n, spec in enumerate([*first, *more])]
    small, large = build(readings[: len(first)]), build(readings)
    ids, redirects = known(large)
    for now in known(small)[0]:
        assert now in ids or now in redirects, now


@settings(max_examples=60, deadline=None)
@given(corpora)
def test_redirects_end_at_a_live_id_and_no_live_id_is_redirected(
    specs: list[tuple[list[tuple[str, str]], str | None, str | None]],
) -> None:
    ids, redirects = known(build([make(n, spec) for n, spec in enumerate(specs)]))
    assert all(new in ids for new in redirects.values())
    assert not ids & set(redirects)
