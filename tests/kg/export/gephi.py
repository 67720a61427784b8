"""Opens a graph file in Gephi, without its windows, and prints what Gephi holds then. usage: gephi.py TOOLKIT_JAR FILE

The print is JSON: `issues` (level and text of each line of Gephi's import report), `nodes` (id -> label, colour, values),
`edges` (id -> source, target, kind, label, values)."""

from __future__ import annotations

import json
import sys
from typing import Any

import jpype
import jpype.imports

OWN = {"id", "label", "timeset", "weight"}  # columns that Gephi keeps for itself


def main(jar: str, path: str) -> None:
    """Import one file as Gephi's window does, parallel edges kept apart."""
    jpype.startJVM("-Djava.awt.headless=true", "-Xmx512m", classpath=[jar], convertStrings=True)
    from java.io import File
    from org.gephi.graph.api import GraphController
    from org.gephi.io.importer.api import EdgeMergeStrategy, ImportController
    from org.gephi.io.processor.plugin import DefaultProcessor
    from org.gephi.project.api import ProjectController
    from org.openide.util import Lookup

    look = Lookup.getDefault().lookup
    projects = look(ProjectController.class_)
    projects.newProject()
    workspace = projects.getCurrentWorkspace()
    container = look(ImportController.class_).importFile(File(path))
    container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE)
    report = container.getReport().getIssues(10_000)
    issues = [(str(issue.getLevel()), str(issue.getMessage())) for issue in iter_java(report)]
    look(ImportController.class_).process(container, DefaultProcessor(), workspace)
    graph = look(GraphController.class_).getGraphModel(workspace).getGraph()
    nodes = {str(n.getId()): [n.getLabel(), colour(n), values(n)] for n in graph.getNodes().toArray()}
    edges = {str(e.getId()): [str(e.getSource().getId()), str(e.getTarget().getId()), str(e.getTypeLabel()), e.getLabel(), values(e)]
             for e in graph.getEdges().toArray()}
    print(json.dumps({"issues": issues, "nodes": nodes, "edges": edges}, ensure_ascii=False))


def iter_java(iterator: Any) -> Any:
    while iterator.hasNext():
        yield iterator.next()


def colour(node: Any) -> list[int]:
    return [int(node.getColor().getRed()), int(node.getColor().getGreen()), int(node.getColor().getBlue())]


def values(element: Any) -> dict[str, Any]:
    """The attributes that have a value."""
    found = {str(key): element.getAttribute(key) for key in element.getAttributeKeys() if str(key) not in OWN}
    return {key: plain(value) for key, value in found.items() if value is not None}


def plain(value: Any) -> bool | int | float | str:
    for java, python in (("Boolean", bool), ("Long", int), ("Double", float)):
        if isinstance(value, jpype.JClass(f"java.lang.{java}")):
            return python(value)  # type: ignore[no-any-return]
    return str(value)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
