"""The ontology is the one source of truth: what it declares is seen everywhere."""

from __future__ import annotations

from pathlib import Path

import owlrl
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from kg import ontology
from kg.errors import OntologyError
from kg.export.door import export
from kg.export.rdf import FactBlocks
from kg.export.terms import node, term
from kg.model import Entity, EntityRef, Evidence, Fact
from kg.ontology_graph import KG
from kg.ontology_page import page
from kg.resources import resource
from kg.store.naming import link_types, node_types
from kg.store.rows import fact_node
from kg.validate.facts import check_fact

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


ADDED = """
kg:Certificate a owl:Class ; rdfs:subClassOf kg:Entity ; kg:order 14 ; kg:core false ;
    rdfs:label "证书"@zh , "certificate"@en ;
    skos:definition "职业技能等级证书。"@zh , "A certificate of vocational skill."@en ; skos:example "甲"@zh , "A"@en .
kg:Issuing a owl:Class ; rdfs:subClassOf kg:Fact ; kg:order 12 ; kg:core true ;
    rdfs:label "颁发"@zh , "issuing"@en ;
    skos:definition "机构颁发证书。"@zh , "A body issues a certificate."@en ; skos:example "甲"@zh , "A"@en .
kg:issued a owl:ObjectProperty ; rdfs:domain kg:Fact ; rdfs:range kg:Entity ;
    rdfs:label "所颁证书"@zh , "issued"@en ; skos:definition "证书。"@zh , "The certificate."@en .
kg:IssuingShape a sh:NodeShape ; sh:targetClass kg:Issuing ; sh:property
    [ kg:roleName "organization" ; sh:order 1 ; sh:path kg:organization ; kg:key true ; sh:maxCount 1 ;
      sh:class kg:Organization ; sh:message "机构"@zh , "body"@en ] ,
    [ kg:roleName "issued" ; sh:order 2 ; sh:path kg:issued ; kg:key true ; sh:maxCount 1 ; sh:class kg:Certificate ;
      sh:message "证书"@zh , "certificate"@en ] .
kg:issues a owl:ObjectProperty ; kg:shortcutName "ISSUES" ; kg:shortcutOf kg:Issuing ;
    kg:fromRole "organization" ; kg:toRole "issued" ; rdfs:label "颁发"@zh , "issues"@en .
"""


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("onto") / "more.ttl"
    path.write_text(SHIPPED.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    return path


def a_certificate_is_issued(**changed: str) -> tuple[list[Entity], Fact]:
    entities = [Entity("e1", "Organization", "甲协会"), Entity("e2", "Certificate", "乙证书")]
    roles = {"organization": (EntityRef("e1"),), "issued": (EntityRef(changed.get("issued", "e2")),)}
    return entities, Fact("f1", "Issuing", roles, (Evidence("d1", 0, 3, "甲协会"),))


def test_a_class_added_to_a_copy_is_seen_everywhere(extended: Path) -> None:
    onto = ontology.load(extended)
    entities, fact = a_certificate_is_issued()
    assert "Certificate" in onto.entity_types
    assert onto.fact_types["Issuing"].key_roles == ("organization", "issued")
    assert "Certificate" in node_types(onto)["Entity"]
    assert {"ROLE_ISSUED", "ISSUES"} <= set(link_types(onto))
    assert [link.type for link in fact_node(fact, onto).links][-1] == "ISSUES"
    blocks = list(FactBlocks(onto).blocks(fact))
    assert ("", node("e1"), [(term("kg:issues"), node("e2"))]) in blocks
    assert "| `Certificate` | 证书 |" in page(onto)
    assert "### 颁发 · `Issuing`" in page(onto)
    assert list(check_fact(fact, {e.id: e.type for e in entities}, onto)) == []


def test_a_role_of_the_added_type_is_checked_by_its_range(extended: Path) -> None:
    entities, fact = a_certificate_is_issued(issued="e1")
    found = check_fact(fact, {e.id: e.type for e in entities}, ontology.load(extended))
    assert ("role-range", "f1") in [(r.check, r.focus) for r in found]


def test_the_documentation_page_is_what_the_ontology_says() -> None:
    text = (SHIPPED.parent / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert text == page(ontology.load()), "write it again: kg ontology --docs > docs/ontology.md"


def test_every_class_property_and_concept_speaks_both_languages() -> None:
    graph = rdflib.Graph().parse(SHIPPED)
    properties = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    kinds = (OWL.Class, *properties, SKOS.Concept, SKOS.ConceptScheme)
    for subject in {s for kind in kinds for s in graph.subjects(RDF.type, kind)}:
        labels = [*graph.objects(subject, RDFS.label), *graph.objects(subject, SKOS.prefLabel)]
        assert {label.language for label in labels} == {"zh", "en"}, subject
    for shape in graph.subjects(SH.message, None):
        assert {message.language for message in graph.objects(shape, SH.message)} == {"zh", "en"}
    for property_shape in graph.objects(None, SH.property):
        assert (property_shape, SH.message, None) in graph


def test_every_class_has_a_definition_an_example_and_a_shape() -> None:
    graph = rdflib.Graph().parse(SHIPPED)
    classes = [c for c in graph.subjects(RDF.type, OWL.Class) if isinstance(c, rdflib.URIRef)]
    assert len(classes) == len(ontology.load().entity_types) + len(ontology.load().fact_types) + len(("Entity", "Fact", "Document", "Mention"))
    for class_ in classes:
        for property_ in (SKOS.definition, SKOS.example):
            assert {text.language for text in graph.objects(class_, property_)} == {"zh", "en"}, (class_, property_)
        assert (class_, RDF.type, SH.NodeShape) in graph or list(graph.subjects(SH.targetClass, class_)), class_


def test_levels_grades_positions_and_forms_are_schemes() -> None:
    graph = rdflib.Graph().parse(SHIPPED)
    schemes = {str(s).rpartition("/")[2]: len(list(graph.subjects(SKOS.inScheme, s))) for s in graph.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes.keys() >= {"Level", "Grade", "PartnershipForm", "MembershipPosition", "ProgramPosition", "HostingPosition"}
    assert min(schemes.values()) >= 2


def test_the_ontology_has_a_version_iri() -> None:
    graph = rdflib.Graph().parse(SHIPPED)
    (version,) = graph.objects(None, OWL.versionIRI)
    assert str(version).endswith(ontology.load().version)


# What the reused vocabularies declare disjoint or restrict, so that a clash with them shows.
REUSED = """
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
prov:Entity owl:disjointWith prov:Activity . prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
org:Organization rdfs:subClassOf prov:Agent . org:FormalOrganization rdfs:subClassOf org:Organization .
org:OrganizationalCollaboration rdfs:subClassOf org:Organization .
org:member rdfs:domain org:Membership . org:organization rdfs:domain org:Membership ; rdfs:range org:Organization .
org:Organization owl:disjointWith org:Role . skos:Concept owl:disjointWith skos:ConceptScheme , skos:Collection .
"""


def reason(*parts: str) -> rdflib.Graph:
    graph = rdflib.Graph().parse(SHIPPED)
    for part in (REUSED, *parts):
        graph.parse(data=part, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def errors(graph: rdflib.Graph) -> list[str]:
    return [str(m) for m in graph.objects(None, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error"))]


def test_the_ontology_with_a_graph_is_consistent_under_a_reasoner(build_dir: Path, tmp_path: Path) -> None:
    export(build_dir, "turtle", tmp_path / "g.ttl")
    graph = reason((tmp_path / "g.ttl").read_text(encoding="utf-8"))
    assert errors(graph) == []
    assert not list(graph.subjects(RDF.type, OWL.Nothing))


def test_the_reasoner_finds_what_is_inconsistent() -> None:
    both = f"<urn:x> a <{KG}Institution> , <{KG}Person> ."
    assert errors(reason(both))


def test_the_reasoner_derives_exactly_the_short_cuts_that_we_write(build_dir: Path, tmp_path: Path) -> None:
    export(build_dir, "turtle", tmp_path / "g.ttl")
    written = rdflib.Graph().parse(tmp_path / "g.ttl")
    shortcuts = {rdflib.URIRef(KG + s.property) for s in ontology.load().shortcuts}
    stated = {t for t in written if t[1] in shortcuts}
    bare = rdflib.Graph()
    for triple in set(written) - stated:
        bare.add(triple)
    derived = {t for t in reason(bare.serialize(format="turtle")) if t[1] in shortcuts}
    assert stated
    assert derived == stated
