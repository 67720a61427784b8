"""Pictures of a network and of the world, in colours that the colour-blind can tell apart (Okabe and Ito)."""

from __future__ import annotations

import csv
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.notebook.labels import write_labels
from kg.notebook.spread import spread

if TYPE_CHECKING:
    import networkx as nx

DATA = Path(__file__).with_name("data")
COUNTRIES = Path(__file__).parents[1] / "resolve" / "data" / "countries.csv"
SEPARATOR = "|"
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
COLOURS: Mapping[str, str] = {
    "Institution": "#0072B2", "Enterprise": "#E69F00", "Government": "#D55E00", "Organization": "#CC79A7",
    "Platform": "#009E73", "Program": "#56B4E9", "Competition": "#F0E442", "Award": "#999999",
    "Person": "#8C6BB1", "Place": "#666666", "Work": "#A6761D", "Major": "#66C2A5", "Policy": "#444444",
}
MARKERS: Mapping[str, str] = {
    "Institution": "o", "Enterprise": "s", "Government": "D", "Organization": "^", "Platform": "h", "Program": "v",
    "Competition": "P", "Award": "*",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG image with an alternative text; a notebook shows the image, a plain console the text."""

    png: bytes
    alt: str

    def __repr__(self) -> str:
        return f"[{self.alt}]"

    def _repr_html_(self) -> str:
        data = b64encode(self.png).decode("ascii")
        return f'<img alt="{escape(self.alt, quote=True)}" src="data:image/png;base64,{data}" style="max-width:100%">'


def show(figure: Any, alt: str) -> Picture:
    """The figure as an image with an alternative text for readers who cannot see it; the figure is closed."""
    from matplotlib import pyplot

    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=110, bbox_inches="tight", metadata={"Software": None})
    pyplot.close(figure)
    return Picture(buffer.getvalue(), alt)


def draw_network(network: nx.MultiDiGraph, axes: Any, *, labels: int = 25, seed: int = 7) -> None:
    """Nodes by type (colour and shape), size by number of relations, names at the `labels` busiest ones."""
    import networkx

    simple = networkx.Graph(network)
    places = spread(simple, seed=seed)
    networkx.draw_networkx_edges(simple, places, ax=axes, edge_color="#BBBBBB", width=0.8)
    degrees = dict(simple.degree())
    for type_ in COLOURS:
        nodes = [node for node, data in simple.nodes(data=True) if data["type"] == type_]
        if nodes:
            networkx.draw_networkx_nodes(
                simple, places, nodelist=nodes, ax=axes, node_color=COLOURS[type_], node_shape=MARKERS.get(type_, "o"),
                node_size=[40 + 30 * degrees[node] for node in nodes], label=type_, edgecolors="white", linewidths=0.5,
            )
    axes.margins(0.08)
    axes.set_axis_off()
    legend = axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=6, frameon=False, fontsize=9)
    for handle in legend.legend_handles:
        handle.set_sizes([60])
    busiest = sorted(simple, key=lambda node: (-degrees[node], node))[:labels]
    write_labels(axes, [(simple.nodes[node]["name"], *places[node]) for node in busiest])


def draw_world(labels: Mapping[str, str], axes: Any) -> tuple[str, ...]:
    """A world map with a point and a label at each country (Chinese name -> label); land without borders.

    Gives the names that are no country (非洲, 东盟) and so have no point."""
    for ring in json.loads((DATA / "land.json").read_text(encoding="utf-8")):
        axes.fill(*zip(*ring, strict=True), facecolor="#E6E6E0", edgecolor="#C8C8C0", linewidth=0.4)
    known = country_points()
    points = {country: known[country] for country in labels if country in known}
    for longitude, latitude in points.values():
        axes.plot(longitude, latitude, "o", color=PALETTE[5], markersize=7, markeredgecolor="white", zorder=3)
    axes.set(xlim=(-180, 180), ylim=(-58, 84), aspect="equal")
    axes.set_axis_off()
    axes.figure.canvas.draw()
    write_labels(axes, [(labels[country], *point) for country, point in points.items()])
    return tuple(country for country in labels if country not in known)


def locate(country: str) -> tuple[float, float]:
    """(longitude, latitude) of a point inside a country, by its Chinese name. QueryError when it is not known."""
    known = country_points()
    if country not in known:
        raise QueryError(f"expected the Chinese name of a country, got {country!r}; leave it out of the map")
    return known[country]


def country_points() -> Mapping[str, tuple[float, float]]:
    """(longitude, latitude) by Chinese name of country, short and official names."""
    points = {row["code"]: (float(row["longitude"]), float(row["latitude"])) for row in _read(DATA / "country_points.csv")}
    return {
        name: points[row["code"]]
        for row in _read(COUNTRIES) if row["code"] in points
        for name in (row["name"], *filter(None, row["aliases"].split(SEPARATOR)))
    }


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
