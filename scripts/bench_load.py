"""Measures `kg load` against neo4j-admin on a synthetic build. usage: python scripts/bench_load.py FOLDER [FACTS] [--questions]

Prints seconds of: the first load into an empty database, a reload with nothing changed, the bulk import of the same data; the loader's
peak memory; with --questions the slowest warm answers of the cookbook on Neo4j and on the embedded store. Server and import have
1 GB of heap each, the server 512 MB for pages: as much as a graph of that size asks for."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from kg.cookbook.catalogue import load_questions
from kg.ids import digest, document_id, entity_id, sha256
from kg.interchange import open_build, write_graph
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Graph, Literal, Mention, RoleValue
from kg.store.bolt import Address, connect
from kg.store.browser_pack import choose_examples
from kg.store.embedded import open_store

os.environ |= {"ZHIJIAO_NEO4J_HEAP": "1g", "ZHIJIAO_NEO4J_PAGES": "512m"}
NEO4J = str(Path(__file__).with_name("neo4j"))
KG = str(Path(sys.executable).with_name("kg"))
PER_DOCUMENT = 60  # facts
SHAPES = (
    ("Partnership", {"institution": "Institution", "partner": "Enterprise"}, {"form": ("共建", "订单班"), "date": ("2021", "2022")}),
    ("CompetitionResult", {"recipient": "Institution", "competition": "Competition", "award": "Award"},
     {"level": "国家级", "count": 2, "date": "2023"}),
    ("PlatformBuilding", {"platform": "Platform", "builder": "Institution"}, {"level": "省级", "status": ("建成",)}),
    ("Honor", {"recipient": "Institution", "award": "Award"}, {"level": "省级", "date": ("2020",)}),
    ("ProgramParticipation", {"participant": "Institution", "program": "Program"}, {"position": ("建设单位",)}),
    ("Indicator", {"subject": "Institution"}, {"indicator": "在校生数", "period": "2023", "value": 1, "unit": "人"}),
    ("Indicator", {"subject": "Institution"}, {"indicator": "专任教师数", "period": "2022", "value": 1.5, "unit": "人"}),
)


ENTITIES = {"Institution": 1, "Competition": 1, "Award": 1, "Program": 1, "Enterprise": 6, "Platform": 5, "Person": 5}  # in 40 facts


def make_graph(facts: int) -> tuple[Graph, dict[str, str]]:
    """A graph shaped like ours: an entity in two facts, a fifth of them with an alias; few entities in many facts, many in one."""
    chance = random.Random(1)
    names = {t: [f"{t}名称{n}号职业技术单位" for n in range(max(3, share * facts // 40))] for t, share in ENTITIES.items()}
    entities = [Entity(entity_id(t, n), t, n, (n[:-4],) if i % 5 == 0 else ()) for t in names for i, n in enumerate(names[t])]
    ids = {t: [entity_id(t, n) for n in names[t]] for t in names}
    documents, made, mentions, texts = [], [], [], {}
    for number in range(-(-facts // PER_DOCUMENT)):
        text = f"第{number}篇文档。" + "某校与某企业共建产业学院并获得国家级奖项。" * PER_DOCUMENT
        doc = document_id(text)
        texts[doc] = text
        documents.append(Document(doc, f"doc{number}.txt", f"文档{number}", sha256(text), len(text), chance.choice(ids["Institution"])))
        for place in range(min(PER_DOCUMENT, facts - number * PER_DOCUMENT)):
            fact, used = make_fact(chance, ids, doc, 10 + place * 20, number * PER_DOCUMENT + place)
            made.append(fact)
            used += [("Person", choose(chance, ids["Person"]))] if place % 2 else []
            mentions += [Mention(doc, 10 + place * 20 + i, 14 + place * 20 + i, "某校与某", t, id_) for i, (t, id_) in enumerate(used)]
    order = sorted({(m.doc_id, m.start, m.end, m.type): m for m in mentions}.items())
    return Graph(tuple(sorted(documents, key=lambda d: d.doc_id)), tuple(m for _, m in order),
                 tuple(sorted(entities, key=lambda e: e.id)), tuple(sorted(made, key=lambda f: f.id))), texts


def choose(chance: random.Random, ids: list[str]) -> str:
    """One of the ids, the first ones far more often: of 5,000 schools the first is in every seventieth choice."""
    return ids[int(len(ids) * chance.random() ** 2)]


def make_fact(chance: random.Random, ids: Any, doc: str, at: int, serial: int) -> tuple[Fact, list[tuple[str, str]]]:
    type_, ranges, literals = SHAPES[serial % len(SHAPES)]
    used = [(t, choose(chance, ids[t])) for t in ranges.values()]
    roles: dict[str, tuple[RoleValue, ...]] = {r: (EntityRef(id_),) for r, (_, id_) in zip(ranges, used, strict=True)}
    for role, value in literals.items():
        if role == "value":  # one of fifty texts gives another figure for the same school and year
            value += serial if chance.random() < 0.02 else int(used[0][1][1:5], 16)
        roles[role] = tuple(map(Literal, value)) if isinstance(value, tuple) else (Literal(value),)
    evidence = (Evidence(doc, at, at + 20, "某校与某企业共建产业学院并获得国家级奖项。"),)
    return Fact("f" + digest("bench", serial), type_, roles, evidence, 0.9, "bench"), used


def write_build(facts: int, build: Path) -> None:
    graph, texts = make_graph(facts)
    write_graph(graph, build, texts=texts)


def watched(*command: str, **environment: str) -> tuple[float, float]:
    """Seconds and peak MB of a command that must succeed; a small caller is counted in the peak, for the command begins as its copy."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.monotonic() - began, used.ru_maxrss / 1024


def timed(*command: str, **environment: str) -> float:
    """Seconds of a command that must succeed."""
    return watched(*command, **environment)[0]


def start(home: Path) -> dict[str, Any]:
    done = subprocess.run([sys.executable, NEO4J, "start", str(home)], check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def report(name: str, value: float, unit: str = "s") -> None:
    print(f"{name:42} {value:8.2f} {unit}", flush=True)


def measure_load(build: Path, home: Path) -> tuple[float, dict[str, Any]]:
    server = start(home)
    command = (KG, "load", str(build), "--uri", server["uri"])
    first, peak = watched(*command, NEO4J_PASSWORD=server["password"])
    report("kg load, empty database", first)
    report("loader's peak memory", peak, "MB")
    again = timed(*command, NEO4J_PASSWORD=server["password"])
    report("kg load, nothing changed", again)
    report("  … of the first load", again / first, "×")
    return first, server


def measure_import(build: Path, folder: Path) -> float:
    export = folder / "csv"
    shutil.rmtree(export, ignore_errors=True)
    timed(KG, "export", str(build), "--format", "neo4j-csv", "-o", str(export))
    home = folder / "bulk"
    shutil.rmtree(home, ignore_errors=True)
    began = time.monotonic()
    subprocess.run([sys.executable, NEO4J, "import", str(home), f"@{export}/import.args"], check=True, cwd=export,
                   stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def ask_all(store: Any, examples: dict[str, Any]) -> dict[str, float]:
    """Seconds of each question in the last of four rounds over all of them: a machine that has been asked for a while."""
    spent: dict[str, float] = {}
    for _ in range(4):
        for question in load_questions().values():
            values = {p.name: p.default if p.default is not None else examples.get(p.name, p.parse(p.example)) for p in question.parameters}
            began = time.monotonic()
            list(store.read(question.cypher, values))
            spent[question.name] = time.monotonic() - began
    return spent


def measure_questions(build: Path, server: dict[str, Any]) -> None:
    examples = choose_examples(build)
    timed(KG, "query", str(build), "builds")
    for name, store in (("Neo4j", connect(Address(server["uri"], server["user"], server["password"]))), ("embedded", open_store(build))):
        for question, seconds in sorted(ask_all(store, examples).items(), key=lambda item: -item[1])[:6]:
            report(f"{name}: {question}", seconds)
        store.close()


def main(folder: Path, facts: int, *, questions: bool) -> None:
    """Run all measurements in `folder`."""
    build, home = folder / f"build-{facts}", folder / "server"
    shutil.rmtree(home, ignore_errors=True)
    if not build.exists():
        maker = multiprocessing.get_context("spawn").Process(target=write_build, args=(facts, build))
        maker.start()  # its memory is not the loader's
        maker.join()
    print(dict(open_build(build).counts), "load average", os.getloadavg())
    first, server = measure_load(build, home)
    try:
        if questions:
            measure_questions(build, server)
    finally:
        subprocess.run([sys.executable, NEO4J, "stop", str(home)], check=True)
    bulk = measure_import(build, folder)
    report("neo4j-admin database import full", bulk)
    report("kg load ÷ import", first / bulk, "×")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(Path(words[0]).resolve(), int(words[1]) if len(words) > 1 else 200_000, questions="--questions" in sys.argv)
