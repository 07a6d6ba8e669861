"""The graph of preconditions as a drawing, and as lists for who does not see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from yimen.catalogue.queries import (
    Named,
    basics_of,
    named_items,
    offices_with,
    precondition_edges,
)
from yimen.catalogue.rules.preconditions import Edge, Ring, around, chains, rings, spots
from yimen.orgs.models import Organisation, Region

WIDTHS = (2, 4, 6)  # of a place's code: province, city, county
MOST_DRAWN, MOST_LISTED, MOST_TOLD = 120, 300, 20  # items, lines, rings and chains
NODE_WIDTH, NODE_HEIGHT, GAP_ACROSS, GAP_DOWN, MARGIN = 176, 52, 72, 20, 8
IN_A_LINE = 12  # Chinese characters of 13 px


@dataclass(frozen=True, slots=True)
class Node:
    """An item as it is drawn."""

    basic: str
    name: str
    x: int
    y: int
    lines: Sequence[tuple[int, str]]
    is_in_ring: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """From what comes first to what needs it."""

    path: str
    is_always: bool
    is_in_ring: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and arrows with the room they take."""

    width: int
    height: int
    nodes: Sequence[Node]
    arrows: Sequence[Arrow]


@dataclass(frozen=True, slots=True)
class Need:
    """A line of the list: an item needs the result of another."""

    item: Named
    needs: Named
    materials: str
    is_always: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """What the page shows of one place."""

    needs: Sequence[Need]  #: as many as a page can show
    need_count: int
    rings: Sequence[tuple[Sequence[str], bool]]
    chains: Sequence[Sequence[str]]
    offices: Sequence[Organisation]
    item_count: int
    drawing: Drawing | None  #: none where there is nothing, or too much to be drawn


def places(region: str) -> list[tuple[str, str]]:
    """The places an officer may look at: around his office, the smallest last."""
    codes = {region[:width].ljust(12, "0"): region[:width] for width in WIDTHS}
    found = Region.objects.filter(code__in=codes).order_by("level", "code")
    return [(codes[place.code], _in_language(place.name, place.name_en)) for place in found]


def graph(place: str, *, organisation: UUID | None = None, item: str = "") -> Graph:
    """The graph of a place; around one office, or around one item."""
    edges = precondition_edges(place)
    basics = _items(edges)
    offices = offices_with(basics, place)
    if organisation:
        mine = basics_of(organisation, basics)
        edges = [edge for edge in edges if edge.item in mine or edge.needs in mine]
    if item:
        edges = around(edges, [item])
    found, long = rings(edges)[:MOST_TOLD], chains(edges)[:MOST_TOLD]
    items = _items(edges)
    listed = edges if len(items) <= MOST_DRAWN else sorted(edges, key=_codes)[:MOST_LISTED]
    told = [code for ring in found for code in ring.items] + [c for chain in long for c in chain]
    names = _named(_items(listed) | set(told), place)
    return Graph(
        needs=sorted(_needs(listed, names), key=lambda need: (need.item.name, need.needs.name)),
        need_count=len(edges),
        rings=[([name(names[code]) for code in _closed(ring)], ring.is_always) for ring in found],
        chains=[[name(names[code]) for code in chain] for chain in long],
        offices=offices,
        item_count=len(items),
        drawing=drawn(edges, names, found) if 0 < len(items) <= MOST_DRAWN else None,
    )


def _codes(edge: Edge) -> tuple[str, str]:
    return edge.item, edge.needs


def _items(edges: Iterable[Edge]) -> set[str]:
    return {code for edge in edges for code in (edge.item, edge.needs)}


def _named(basics: set[str], place: str) -> dict[str, Named]:
    """Every item with a name: one nobody offers here goes by its code."""
    known = named_items(basics, place)
    return {code: known.get(code) or Named(code, code, "", "", "") for code in basics}


def _closed(ring: Ring) -> Sequence[str]:
    return (*ring.items, ring.items[0])


def _needs(edges: Iterable[Edge], names: Mapping[str, Named]) -> list[Need]:
    return [Need(names[e.item], names[e.needs], "、".join(e.materials), e.is_always) for e in edges]


def drawn(edges: Sequence[Edge], names: Mapping[str, Named], found: Iterable[Ring]) -> Drawing:
    """The boxes in columns, what comes first on the left."""
    ringed = {code for ring in found for code in ring.items}
    nodes = {
        spot.item: _node(names[spot.item], spot.column, spot.row, spot.item in ringed)
        for spot in spots(edges)
    }
    arrows = [
        Arrow(
            _curve(nodes[edge.needs], nodes[edge.item]),
            edge.is_always,
            edge.item in ringed and edge.needs in ringed,
        )
        for edge in edges
    ]
    right = max(node.x for node in nodes.values()) + NODE_WIDTH + MARGIN
    bottom = max(node.y for node in nodes.values()) + NODE_HEIGHT + MARGIN
    return Drawing(right + GAP_ACROSS // 2, bottom, list(nodes.values()), arrows)


def _node(named: Named, column: int, row: int, is_in_ring: bool) -> Node:
    x = MARGIN + column * (NODE_WIDTH + GAP_ACROSS)
    y = MARGIN + row * (NODE_HEIGHT + GAP_DOWN)
    shown = name(named)
    lines = _lines(shown)
    first = y + NODE_HEIGHT // 2 + 5 - 9 * (len(lines) - 1)
    placed = [(first + 18 * place, line) for place, line in enumerate(lines)]
    return Node(named.basic, shown, x, y, placed, is_in_ring)


def _lines(text: str) -> list[str]:
    """The name in one or two lines; what has no room is left out, and told in the list."""
    wide = IN_A_LINE * 2 if text.isascii() else IN_A_LINE
    first, rest = text[:wide], text[wide:]
    if len(rest) > wide:
        rest = rest[: wide - 1] + "…"
    return [first, rest] if rest else [first]


def _curve(start: Node, end: Node) -> str:
    """From the right edge of one box to the left edge of the other; backwards around below."""
    x, y = start.x + NODE_WIDTH, start.y + NODE_HEIGHT // 2
    to_x, to_y = end.x - 2, end.y + NODE_HEIGHT // 2
    bend = max(GAP_ACROSS // 2, (to_x - x) // 2)
    return f"M{x} {y} C{x + bend} {y} {to_x - bend} {to_y} {to_x} {to_y}"


def name(named: Named) -> str:
    """The name of an item in the reader's language."""
    return _in_language(named.name, named.name_en)


def _in_language(name: str, name_en: str) -> str:
    return (name_en if (get_language() or "").startswith("en") else "") or name
