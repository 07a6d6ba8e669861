"""A drawing as plain values: nodes, paths between them, and the links people do."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from yimen.process.rules.links import LinkSpec, Seat
from yimen.process.rules.vocabulary import MODEL, NODES, OWN, PEOPLE, local, model


@dataclass(frozen=True, slots=True)
class Flow:
    """A path from one node to another, perhaps with a condition."""

    id: str
    name: str
    source: str
    target: str
    condition: str


@dataclass(slots=True)
class Node:
    """A step, gateway, event or part of a drawing."""

    id: str
    name: str
    word: str  #: its BPMN word: userTask, exclusiveGateway …
    scope: str  #: id of the process or part it is drawn in
    default: str  #: id of the path taken where no condition holds
    element: ET.Element
    ways_in: list[Flow] = field(default_factory=list)
    ways_out: list[Flow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One process as it was drawn."""

    id: str
    name: str
    process: ET.Element
    nodes: Mapping[str, Node]  #: in reading order, parts' nodes after the part
    flows: tuple[Flow, ...]

    def within(self, scope: str) -> list[Node]:
        """The nodes drawn directly in the process or part."""
        return [node for node in self.nodes.values() if node.scope == scope]

    @property
    def scopes(self) -> list[str]:
        """The process and its parts, outermost first."""
        return [self.id, *(n.id for n in self.nodes.values() if n.word == "subProcess")]


def tidy(text: str | None) -> str:
    """A name on one line: editors break lines inside names to fit their boxes."""
    return " ".join((text or "").split())


def name_of(element: ET.Element) -> str:
    """What people call an element: its name, or else its id."""
    return tidy(element.get("name")) or element.get("id", "")


def processes_with_steps(root: ET.Element) -> list[ET.Element]:
    """The processes of a file that have anything to run; an empty pool has none."""
    return [
        process
        for process in root.findall(model("process"))
        if any(local(child.tag) in NODES for child in process)
    ]


def drawing_of(process: ET.Element) -> Drawing:
    """The process element as nodes and paths."""
    flows: list[Flow] = []
    nodes: dict[str, Node] = {}
    for scope, element in _walk(process):
        word = local(element.tag)
        if word == "sequenceFlow":
            flows.append(_flow(element))
        elif word in NODES and element.get("id"):
            node = _node(element, word, scope)
            nodes[node.id] = node
    for flow in flows:
        if flow.source in nodes and flow.target in nodes:
            nodes[flow.source].ways_out.append(flow)
            nodes[flow.target].ways_in.append(flow)
    ident = process.get("id", "")
    return Drawing(ident, name_of(process), process, nodes, tuple(flows))


def _walk(scope: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    for element in scope:
        yield scope.get("id", ""), element
        if local(element.tag) == "subProcess":
            yield from _walk(element)


def _node(element: ET.Element, word: str, scope: str) -> Node:
    ident = element.get("id", "")
    return Node(ident, name_of(element), word, scope, element.get("default", ""), element)


def _flow(element: ET.Element) -> Flow:
    condition = element.findtext(f"{{{MODEL}}}conditionExpression") or ""
    return Flow(
        element.get("id", ""),
        name_of(element),
        element.get("sourceRef", ""),
        element.get("targetRef", ""),
        condition.strip(),
    )


def mark_of(node: Node) -> ET.Element | None:
    """What we add to a task: <yimen:link kind grant days …/>."""
    return node.element.find(f"{model('extensionElements')}/{{{OWN}}}link")


def links_of(drawing: Drawing) -> list[LinkSpec]:
    """The links people do, in the order they are reached."""
    reached = ((node, mark_of(node)) for node in _in_reach(drawing, drawing.id))
    return [_link(node, mark) for node, mark in reached if mark is not None]


def _link(node: Node, mark: ET.Element) -> LinkSpec:
    rule = mark.get("rule", "")
    return LinkSpec(
        node.id,
        mark.get("kind", ""),
        node.name,
        mark.get("grant", ""),
        number(mark.get("days")),
        name_en=tidy(mark.get("nameEn")),
        rule=rule,
        share=number(mark.get("share")) or 0 if rule == "share" else 0,
        seats=seats_of(mark) if rule else (),
    )


def seats_of(mark: ET.Element) -> tuple[Seat, ...]:
    """Who gives an opinion: as named one by one, or so many holders of the link's power."""
    named = [Seat(tidy(e.get("name")), e.get("grant", "")) for e in mark.findall(f"{{{OWN}}}seat")]
    count = min(number(mark.get("voters")) or 0, 1000)
    return tuple(named) or tuple(Seat() for _ in range(count))


def number(text: str | None) -> int | None:
    """A number as it is drawn; none where it is not one (the checks say so)."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def _in_reach(drawing: Drawing, scope: str) -> Iterator[Node]:
    """People's work in a scope, each after all that leads to it (loops cut where they close)."""
    for node in _sorted(drawing, drawing.within(scope)):
        if node.word in PEOPLE:
            yield node
        elif node.word == "subProcess":
            yield from _in_reach(drawing, node.id)


def _sorted(drawing: Drawing, nodes: list[Node]) -> list[Node]:
    finished: list[Node] = []
    seen: set[str] = set()
    starts = [n for n in nodes if not n.ways_in] + nodes
    for start in starts:
        if start.id in seen:
            continue
        seen.add(start.id)
        stack = [(start, iter(start.ways_out[::-1]))]
        while stack:
            node, ways = stack[-1]
            flow = next(ways, None)
            if flow is None:
                finished.append(node)
                stack.pop()
            elif flow.target not in seen:
                seen.add(flow.target)
                target = drawing.nodes[flow.target]
                stack.append((target, iter(target.ways_out[::-1])))
    return finished[::-1]
