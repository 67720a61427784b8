"""Where the nodes of a network stand: each connected part laid out by itself, the parts side by side, largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

Place = tuple[float, float]

GAP = 0.35
"""Free space between parts, in units of a lone node."""


def spread(network: nx.Graph[str], *, seed: int) -> dict[str, Place]:
    """A place for every node. Equal networks and seeds give equal places."""
    import networkx

    parts = sorted(networkx.connected_components(network), key=lambda part: (-len(part), min(part)))
    sizes = [radius(len(part)) for part in parts]
    places: dict[str, Place] = {}
    for part, size, (x, y) in zip(parts, sizes, pack(sizes), strict=True):
        inner = network.subgraph(sorted(part))
        spring = networkx.spring_layout(inner, k=2.2 / len(part) ** 0.5, seed=seed, iterations=150)
        places.update({node: (x + size * float(at[0]), y + size * float(at[1])) for node, at in spring.items()})
    return places


def radius(nodes: int) -> float:
    """The radius of a part: room grows with its nodes."""
    return float(nodes**0.5)


def pack(sizes: list[float]) -> list[Place]:
    """Centres of circles of these radii (falling) that do not meet: the first at the left, the others in columns."""
    if not sizes:
        return []
    height = sizes[0]
    centres = [(0.0, 0.0)]
    left, top, width = sizes[0] + GAP, height, 0.0
    for size in sizes[1:]:
        if top - 2 * size < -height and top < height:
            left, top, width = left + 2 * width + GAP, height, 0.0
        width = max(width, size)
        centres.append((left + size, top - size))
        top -= 2 * size + GAP
    return centres
