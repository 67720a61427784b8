"""The annotated documents as builds: role values that name an entity refer to it, others are literals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.ids import digest, entity_id, sha256
from kg.interchange import write_graph
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Graph, Literal, Mention, RoleValue
from kg.ontology import Ontology, load


class Gold:
    """One annotated document as records."""

    def __init__(self, path: Path, texts: Path, onto: Ontology) -> None:
        self.gold = json.loads(path.read_text(encoding="utf-8"))
        source = self.gold["source"]
        self.text = (texts / source).read_bytes().decode("utf-8")
        self.doc_id = "d" + digest(source)
        self.onto = onto
        self.document = Document(self.doc_id, source, source, sha256(self.text), len(self.text))
        self.entities = {
            (e["type"], n): Entity(entity_id(e["type"], e["name"]), e["type"], e["name"], tuple(sorted(e["aliases"])))
            for e in self.gold["entities"] for n in [e["name"], *e["aliases"]]
        }

    def mentions(self) -> list[Mention]:
        """The mentions; what no entity of their type has as a name makes an entity of its own."""
        found = []
        for m in self.gold["mentions"]:
            surface = self.text[m["start"] : m["end"]].replace("\n", "").replace("\r", "")
            own = Entity(entity_id(m["type"], m["text"]), m["type"], m["text"])
            entity = self.entities.setdefault((m["type"], m["text"]), own)
            found.append(Mention(self.doc_id, m["start"], m["end"], surface, m["type"], entity.id))
        return found

    def facts(self) -> list[Fact]:
        """The facts, with their evidence as it is in the text."""
        return [self._fact(f) for f in self.gold["facts"]]

    def _fact(self, fact: dict[str, Any]) -> Fact:
        start, end = fact["evidence"]["start"], fact["evidence"]["end"]
        roles = {r: tuple(self._value(fact["type"], r, v) for v in vs) for r, vs in fact["roles"].items()}
        id_ = "f" + digest(self.doc_id, fact["type"], fact["roles"])
        return Fact(id_, fact["type"], roles, (Evidence(self.doc_id, start, end, self.text[start:end]),))

    def _value(self, type_: str, role: str, value: Any) -> RoleValue:
        declared = self.onto.fact_types[type_].roles[role]
        fitting = [self.entities[t, value] for t in declared.ranges if (t, value) in self.entities]
        return EntityRef(fitting[0].id) if fitting else Literal(value)


def write_gold_build(shared: Path, name: str, folder: Path) -> Path:
    """A build of all annotated documents in `../shared/<name>`."""
    documents = [Gold(p, shared / name / "text", load()) for p in sorted((shared / name / "gold").glob("*.json"))]
    mentions = sorted((m for d in documents for m in d.mentions()), key=lambda m: (m.doc_id, m.start, m.end, m.type))
    facts = {f.id: f for d in documents for f in d.facts()}
    used = {m.entity_id for m in mentions}
    used |= {v.entity for f in facts.values() for vs in f.roles.values() for v in vs if isinstance(v, EntityRef)}
    entities = {e.id: e for d in documents for e in d.entities.values() if e.id in used}
    graph = Graph(
        documents=tuple(sorted((d.document for d in documents), key=lambda d: d.doc_id)),
        mentions=tuple(mentions),
        entities=tuple(sorted(entities.values(), key=lambda e: e.id)),
        facts=tuple(sorted(facts.values(), key=lambda f: f.id)),
    )
    write_graph(graph, folder, texts={d.doc_id: d.text for d in documents})
    return folder


@pytest.fixture(scope="session")
def dev_build(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The annotated development documents as a build."""
    return write_gold_build(shared, "dev", tmp_path_factory.mktemp("dev") / "build")
