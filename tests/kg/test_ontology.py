"""The ontology is the one source of truth: what it declares is seen everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import ontology
from kg.errors import OntologyError
from kg.resources import resource

SHIPPED = resource(ontology.__file__, ontology.FILE_NAME)

KEYS = {
    "Partnership": ("institution", "partner"),
    "PlatformBuilding": ("platform", "builder"),
    "Membership": ("member", "body"),
    "CompetitionResult": ("recipient", "competition", "award", "work", "date"),
    "Honor": ("recipient", "award"),
    "ProgramParticipation": ("participant", "program"),
    "OverseasProject": ("project", "country", "organizer"),
    "Hosting": ("host", "event"),
    "Affiliation": ("person", "unit", "organization"),
    "AchievementCount": ("subject", "category", "count", "period"),
    "Indicator": ("subject", "indicator", "period", "value"),
}


def test_types_and_key_roles_are_those_of_the_guidelines() -> None:
    onto = ontology.load()
    assert len(onto.entity_types) == 13
    assert {name: type_.key_roles for name, type_ in onto.fact_types.items()} == KEYS
    assert set(onto.graph_fact_types) == set(KEYS) - {"AchievementCount", "Indicator"}
    assert onto.levels == ("国际级", "国家级", "省级", "市级", "区县级", "校级")


def test_every_range_and_short_cut_names_something_declared() -> None:
    onto = ontology.load()
    for type_ in onto.fact_types.values():
        for role in type_.roles.values():
            assert set(role.ranges) <= set(onto.entity_types)
            assert role.ranges or role.literal
            assert not role.scheme or role.scheme in onto.schemes
    for shortcut in onto.shortcuts:
        assert {shortcut.source_role, shortcut.target_role} <= set(onto.fact_types[shortcut.fact_type].roles)


def test_the_shipped_file_is_read_once() -> None:
    assert ontology.load() is ontology.load()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('rdfs:label "院校"@zh , "institution"@en', 'rdfs:label "institution"@en', "in zh"),
        ("kg:Partnership a owl:Class", "kg:Partnership a owl:Class ; ;; (", "expected Turtle"),
    ],
)
def test_a_broken_ontology_says_what_is_missing(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text(SHIPPED.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(OntologyError, match=message) as caught:
        ontology.load(path)
    assert "\n" not in str(caught.value)


def test_a_missing_ontology_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="found none"):
        ontology.load(tmp_path / "none.ttl")
