"""A drawing as a chart to read: steps one after another, branches inside one another.

Where a drawing is not built of blocks (a loop, a path across), the chart says where it goes on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yimen.process.rules.checks import choose_process
from yimen.process.rules.drawing import Drawing, Flow, Node, links_of
from yimen.process.rules.links import LinkSpec
from yimen.process.rules.source import read_source
from yimen.process.rules.vocabulary import PEOPLE

EXIT = ""  #: behind every end


@dataclass(frozen=True, slots=True)
class Step:
    """A link people do."""

    link: LinkSpec


@dataclass(frozen=True, slots=True)
class Arm:
    """One of several branches; `label` says when it is taken."""

    label: str
    condition: str
    is_default: bool
    items: "Sequence[Block]"


@dataclass(frozen=True, slots=True)
class Fork:
    """Where the way divides: `one`, `all` or `some` of its arms are walked."""

    word: str
    name: str
    arms: Sequence[Arm]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the process with a name of its own."""

    name: str
    items: "Sequence[Block]"


@dataclass(frozen=True, slots=True)
class Jump:
    """The way goes on at a step shown elsewhere."""

    to: str


Block = Step | Fork | Part | Jump

WORDS = {"exclusiveGateway": "one", "parallelGateway": "all", "inclusiveGateway": "some"}


def blocks_of(xml: str) -> list[Block]:
    """The chart of a drawing that can be run; of any other only its steps, in order."""
    drawing, faults = choose_process(read_source(xml))
    if drawing is None:
        return []
    if faults:
        return [Step(link) for link in links_of(drawing)]
    return _Reader(drawing).scope(drawing.id)


@dataclass(slots=True)
class _Reader:
    drawing: Drawing
    shown: set[str] = field(default_factory=set)

    def scope(self, ident: str) -> list[Block]:
        """The chart of the process or a part of it."""
        nodes = self.drawing.within(ident)
        start = next(node for node in nodes if node.word == "startEvent")
        return self._along(start.id, (), _joins(nodes))

    def _along(self, ident: str, stops: tuple[str, ...], joins: Mapping[str, str]) -> list[Block]:
        """What follows from a node on, up to where the branches around it join."""
        items: list[Block] = []
        while ident and ident not in stops:
            if ident in self.shown:
                return [*items, Jump(self._name_behind(ident))]
            self.shown.add(ident)
            node = self.drawing.nodes[ident]
            items += self._itself(node)
            if len(node.ways_out) > 1:
                join = joins.get(ident, EXIT)
                within = (*stops, join) if join else stops
                arms = [self._arm(node, flow, within, joins) for flow in node.ways_out]
                items.append(Fork(WORDS.get(node.word, "one"), _said(node.name, ident), arms))
                ident = join
            else:
                ident = node.ways_out[0].target if node.ways_out else EXIT
        if ident and stops and ident != stops[-1]:
            items.append(Jump(self._name_behind(ident)))
        return items

    def _itself(self, node: Node) -> list[Block]:
        if node.word in PEOPLE:
            return [Step(link) for link in self._links if link.key == node.id]
        if node.word == "subProcess":
            return [Part(node.name, self.scope(node.id))]
        return []

    @property
    def _links(self) -> list[LinkSpec]:
        return links_of(self.drawing)

    def _arm(self, node: Node, flow: Flow, stops: tuple[str, ...], joins: Mapping[str, str]) -> Arm:
        items = self._along(flow.target, stops, joins)
        label = _said(flow.name, flow.id)
        return Arm(label, flow.condition, node.default == flow.id, items)

    def _name_behind(self, ident: str) -> str:
        """The first thing with a name from there on."""
        seen: set[str] = set()
        while ident not in seen:
            seen.add(ident)
            node = self.drawing.nodes[ident]
            named = node.word in PEOPLE or node.word in {"subProcess", "endEvent"}
            if named or not node.ways_out:
                return _said(node.name, ident)
            ident = node.ways_out[0].target
        return ""


def _said(name: str, ident: str) -> str:
    """A name somebody gave; an id is none."""
    return "" if name == ident else name


def _joins(nodes: list[Node]) -> dict[str, str]:
    """Where the ways out of each node first meet again on every path (its post-dominator)."""
    idents = {node.id for node in nodes}
    behind: dict[str, set[str]] = {ident: idents | {EXIT} for ident in idents}
    behind[EXIT] = {EXIT}
    ahead = {node.id: [flow.target for flow in node.ways_out] or [EXIT] for node in nodes}
    is_changing = True
    while is_changing:
        is_changing = False
        for ident, targets in ahead.items():
            common = set.intersection(*(behind[target] for target in targets)) | {ident}
            if common != behind[ident]:
                behind[ident], is_changing = common, True
    return {
        ident: max(behind[ident] - {ident}, key=lambda other: len(behind[other]), default=EXIT)
        for ident in idents
    }
