"""Which item must be done before which (前置): rings, long chains, and how they are drawn.

An edge says that an item asks for the result of another. Items are basic codes here: what holds
for an item holds wherever it is implemented.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

LONG = 3  # so many items one after another are a long chain
SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Edge:
    """An item asks for the result of another, as one or more of its materials."""

    item: str
    needs: str
    materials: tuple[str, ...] = ()
    is_always: bool = True  #: not only in some situations


@dataclass(frozen=True, slots=True)
class Ring:
    """Items each of which needs the result of the next, and the last that of the first."""

    items: tuple[str, ...]
    is_always: bool  #: in every situation: then nobody can begin


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an item is drawn: its column, from what needs nothing on, and its row."""

    item: str
    column: int
    row: int


def rings(edges: Iterable[Edge]) -> list[Ring]:
    """One shortest ring through every knot of items that need one another, the hard ones first."""
    edges = list(edges)
    hard = [_ring(knot, edges, is_always=True) for knot in knots(e for e in edges if e.is_always)]
    said = {ring.items[0] for ring in hard}
    soft = [_ring(knot, edges, is_always=False) for knot in knots(edges) if not knot & said]
    return [*sorted(hard, key=lambda ring: ring.items), *sorted(soft, key=lambda ring: ring.items)]


def _ring(knot: frozenset[str], edges: Iterable[Edge], *, is_always: bool) -> Ring:
    after = _after(edge for edge in edges if edge.is_always or not is_always)
    return Ring(_shortest_ring(min(knot), knot, after), is_always)


def knots(edges: Iterable[Edge]) -> list[frozenset[str]]:
    """The largest sets of items that all need one another (strongly connected, Kosaraju)."""
    edges = [edge for edge in edges if edge.item != edge.needs]
    forward, backward = _after(edges), defaultdict(set)
    for edge in edges:
        backward[edge.needs].add(edge.item)
    left: set[str] = set()
    order = [item for start in sorted(forward) for item in _finished(start, forward, left)]
    left, found = set(), []
    for start in reversed(order):
        knot = frozenset(_finished(start, backward, left))
        if len(knot) > 1:
            found.append(knot)
    return found


def _finished(start: str, after: dict[str, set[str]], seen: set[str]) -> Iterator[str]:
    """What is reached from an item and was not seen, in the order in which it is left."""
    if start in seen:
        return
    seen.add(start)
    path = [(start, iter(sorted(after.get(start, ()))))]
    while path:
        item, rest = path[-1]
        following = next((n for n in rest if n not in seen), None)
        if following is None:
            path.pop()
            yield item
        else:
            seen.add(following)
            path.append((following, iter(sorted(after.get(following, ())))))


def _shortest_ring(start: str, knot: frozenset[str], after: dict[str, set[str]]) -> tuple[str, ...]:
    came: dict[str, str] = {}
    queue = deque([start])
    while queue:
        item = queue.popleft()
        for needed in sorted(after[item] & knot):
            if needed == start:
                return (*reversed(list(_back(item, start, came))),)
            if needed not in came:
                came[needed] = item
                queue.append(needed)
    raise LookupError(start)  # an item of a knot always leads back to itself


def _back(item: str, start: str, came: dict[str, str]) -> Iterator[str]:
    while item != start:
        yield item
        item = came[item]
    yield start


def chains(edges: Iterable[Edge], *, least: int = LONG) -> list[tuple[str, ...]]:
    """For each item that no other needs: the longest way to it, if that is long, from its start.

    Rings are left out: they have no end.
    """
    straight = _without_rings(edges)
    after = _after(straight)
    longest: dict[str, tuple[str, ...]] = {}
    for item in TopologicalSorter(after).static_order():
        ways = [longest[needed] for needed in sorted(after.get(item, ()))]
        longest[item] = (*max(ways, key=len, default=()), item)
    needed = {edge.needs for edge in straight}
    found = [way for item, way in longest.items() if item not in needed and len(way) >= least]
    return sorted(found, key=lambda way: (-len(way), way))


def _without_rings(edges: Iterable[Edge]) -> list[Edge]:
    edges = [edge for edge in edges if edge.item != edge.needs]
    place = {item: n for n, knot in enumerate(knots(edges)) for item in knot}
    return [e for e in edges if place.get(e.item, -1) != place.get(e.needs, -2)]


def around(edges: Sequence[Edge], items: Iterable[str]) -> list[Edge]:
    """The edges on any way that leads to these items, or on from them."""
    items = set(items)
    before, after = _reached(items, _after(edges)), _reached(items, _before(edges))
    return [
        edge
        for edge in edges
        if (edge.item in before and edge.needs in before)
        or (edge.item in after and edge.needs in after)
    ]


def _reached(items: set[str], steps: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    for item in items:
        deque(_finished(item, steps, seen), maxlen=0)
    return seen


def spots(edges: Sequence[Edge]) -> list[Spot]:
    """Where each item is drawn: after all it needs; in its column near what it is tied to."""
    straight = _without_rings(edges)
    after, before = _after(straight), _before(straight)
    items = {item for edge in edges for item in (edge.item, edge.needs)}
    column: dict[str, int] = {}
    for item in TopologicalSorter(
        {item: after.get(item, ()) for item in sorted(items)}
    ).static_order():
        column[item] = max((column[needed] + 1 for needed in after.get(item, ())), default=0)
    columns: dict[int, list[str]] = defaultdict(list)
    for item in sorted(items):
        columns[column[item]].append(item)
    row = {item: n for named in columns.values() for n, item in enumerate(named)}
    for sweep in range(SWEEPS):
        ties = after if sweep % 2 == 0 else before
        for number in sorted(columns, reverse=sweep % 2 == 1):
            columns[number].sort(key=lambda item: (_middle(ties.get(item, ()), row, item), item))
            row |= {item: n for n, item in enumerate(columns[number])}
    return [Spot(item, column[item], row[item]) for item in sorted(items)]


def _middle(tied: Iterable[str], row: dict[str, int], item: str) -> float:
    rows = [row[other] for other in tied]
    return sum(rows) / len(rows) if rows else row[item]


def _after(edges: Iterable[Edge]) -> dict[str, set[str]]:
    """What each item needs."""
    found: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        found[edge.item].add(edge.needs)
    return found


def _before(edges: Iterable[Edge]) -> dict[str, set[str]]:
    """What needs each item."""
    found: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        found[edge.needs].add(edge.item)
    return found
