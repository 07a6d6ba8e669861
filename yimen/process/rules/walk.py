"""Every way a process can go, walked with tokens: where it sticks, doubles, or breaks the order.

Conditions are not asked: each path may be taken. A state is where the tokens lie (on paths) and
how far the subject has come. What follows by itself is done at once, one token at a time; only
choices branch, so a drawing has few states.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from yimen.process.rules.drawing import Drawing, Flow, Node, mark_of
from yimen.process.rules.faults import ADVISORY, Fault
from yimen.process.rules.kinds import ACCEPT, DECIDE, ISSUE
from yimen.process.rules.vocabulary import CHOOSING, PEOPLE

MAX_STATES = 20_000
MAX_CHOICES = 6  #: of an inclusive gateway with more paths, only single ones and all are tried

BEFORE, UNDER_WAY, DECIDED, ISSUED = "before", "under_way", "decided", "issued"

State = tuple[frozenset[str], str]


@dataclass(slots=True)
class Net:
    """A drawing with its parts laid open: a part's start follows the part, its end goes on."""

    nodes: dict[str, Node]
    ways_out: dict[str, list[Flow]] = field(default_factory=dict)
    ways_in: dict[str, list[Flow]] = field(default_factory=dict)
    parts: dict[str, set[str]] = field(default_factory=dict)  #: what lies in each part
    start: str = ""

    @classmethod
    def of(cls, drawing: Drawing) -> "Net":
        """The net of a drawing whose parts have one start and some end each."""
        net = cls(dict(drawing.nodes))
        for node in drawing.nodes.values():
            net.ways_out[node.id] = list(node.ways_out)
        for part in [n for n in drawing.nodes.values() if n.word == "subProcess"]:
            inside = drawing.within(part.id)
            onward = net.ways_out[part.id]
            first = next(n for n in inside if n.word == "startEvent")
            net.ways_out[part.id] = [_hidden(part.id, first.id)]
            net.parts[part.id] = {
                n.id for n in drawing.nodes.values() if _lies_in(drawing, n, part)
            }
            for end in (n for n in inside if n.word == "endEvent"):
                net.ways_out[end.id] = [
                    Flow(flow.id, "", end.id, flow.target, "") for flow in onward
                ]
        for ident in net.nodes:
            net.ways_in[ident] = []
        for flows in net.ways_out.values():
            for flow in flows:
                net.ways_in[flow.target].append(flow)
        outer = drawing.within(drawing.id)
        net.start = next(n.id for n in outer if n.word == "startEvent")
        return net

    def flows(self) -> Iterator[Flow]:
        """All paths."""
        for flows in self.ways_out.values():
            yield from flows

    def kind(self, ident: str) -> str:
        """What the node means for the subject; nothing unless people do it."""
        node = self.nodes[ident]
        mark = mark_of(node) if node.word in PEOPLE else None
        return "" if mark is None else mark.get("kind", "")


def _hidden(source: str, target: str) -> Flow:
    return Flow(f"{source}>{target}", "", source, target, "")


def _lies_in(drawing: Drawing, node: Node, part: Node) -> bool:
    scope = node.scope
    while scope in drawing.nodes and scope != part.id:
        scope = drawing.nodes[scope].scope
    return scope == part.id


class Walk:
    """One walk through all states of a net, keeping what was found wrong on the way."""

    def __init__(self, net: Net, *, in_order: bool) -> None:
        self.net = net
        self.in_order = in_order  # whether the order of the law is asked too
        self.by_id = {flow.id: flow for flow in net.flows()}
        self.found: dict[tuple[str, str], Fault] = {}
        self._before: dict[tuple[str, str], set[str]] = {}

    def faults(self) -> list[Fault]:
        """Walk, and report."""
        first = self._put(frozenset(), self.net.ways_out[self.net.start])
        seen: set[State] = {(first, BEFORE)}
        waiting: list[State] = list(seen)
        while waiting:
            if len(seen) > MAX_STATES:
                self._find("too_many_ways", self.net.start, level=ADVISORY)
                break
            for state in self._next(waiting.pop()):
                if state not in seen:
                    seen.add(state)
                    waiting.append(state)
        return list(self.found.values())

    def _next(self, state: State) -> list[State]:
        tokens, phase = state
        if not tokens:
            return []
        ready = [ident for ident in sorted(tokens) if self._goes_on(ident, tokens)]
        # Choices last: what follows by itself brings different choices to the same state.
        ready.sort(key=lambda ident: self._chooses(self.by_id[ident].target))
        if ready:
            return self._pass(self._node(ready[0]), ready[0], tokens, phase)
        for ident in sorted(tokens):  # joins that go on when nothing else can come
            node = self._node(ident)
            if node.word == "inclusiveGateway" and not self._to_come(node, tokens):
                return self._pass(node, ident, tokens, phase)
        for ident in tokens:
            self._find("stuck", self.by_id[ident].target)
        return []

    def _node(self, ident: str) -> Node:
        """Where the token on that path has come to."""
        return self.net.nodes[self.by_id[ident].target]

    def _goes_on(self, ident: str, tokens: frozenset[str]) -> bool:
        """Whether nothing has to be waited for; inclusive joins come when all else has stopped."""
        node = self._node(ident)
        if node.word == "inclusiveGateway":
            return len(self.net.ways_in[node.id]) == 1
        return node.word != "parallelGateway" or self._all_here(node, tokens)

    def _chooses(self, ident: str) -> bool:
        is_choice = self.net.nodes[ident].word in CHOOSING
        return is_choice and len(self.net.ways_out[ident]) > 1

    def _pass(self, node: Node, ident: str, tokens: frozenset[str], phase: str) -> list[State]:
        """What comes of it when the node goes on."""
        arrived = {ident}
        if node.word in {"parallelGateway", "inclusiveGateway"}:
            arrived = {flow.id for flow in self.net.ways_in[node.id]} & tokens
        rest = tokens - arrived
        phase = self._phase_after(node, rest, phase)
        if not phase:
            return []
        if node.word == "endEvent":
            return self._end(node, rest, phase)
        return [(self._put(rest, flows), phase) for flows in self._ways(node)]

    def _end(self, node: Node, rest: frozenset[str], phase: str) -> list[State]:
        """A part goes on when the last token in it has come to an end; so does the whole."""
        beside = {flow for flow in rest if self._is_beside(flow, node)}
        if any(child.tag.endswith("}terminateEventDefinition") for child in node.element):
            rest, beside = rest - beside, set()
        if node.scope in self.net.parts:
            onward = self.net.ways_out[node.id]
            return [(rest if beside else self._put(rest, onward), phase)]
        if self.in_order and not rest and phase != ISSUED:
            self._find("ends_unissued" if phase == DECIDED else "ends_undecided", node.id)
        return [(rest, phase)]

    def _is_beside(self, flow: str, end: Node) -> bool:
        """Whether the token lies in the same part as the end; everything lies in the whole."""
        part = self.net.parts.get(end.scope)
        return part is None or self.by_id[flow].target in part

    def _ways(self, node: Node) -> list[list[Flow]]:
        out = self.net.ways_out[node.id]
        if node.word == "exclusiveGateway":
            return [[flow] for flow in out]
        if node.word == "inclusiveGateway" and len(out) > 1:
            return _some_of(out)
        return [out]

    def _put(self, tokens: frozenset[str], flows: list[Flow]) -> frozenset[str]:
        for flow in flows:
            if flow.id in tokens:
                self._find("twice", flow.target)
        return tokens | {flow.id for flow in flows}

    def _phase_after(self, node: Node, rest: frozenset[str], phase: str) -> str:
        """How far the subject has come; nothing where it could not go on."""
        kind = self.net.kind(node.id)
        if not kind or not self.in_order:
            return phase
        wrong, after = _ORDER[phase](kind)
        if not wrong and kind in {ACCEPT, DECIDE, ISSUE} and rest:
            wrong = "beside"
        if wrong:
            self._find(wrong, node.id)
            return ""
        return after

    def _all_here(self, node: Node, tokens: frozenset[str]) -> bool:
        return all(flow.id in tokens for flow in self.net.ways_in[node.id])

    def _to_come(self, node: Node, tokens: frozenset[str]) -> bool:
        """Whether a token elsewhere may still reach an empty path into the join."""
        empty = [flow for flow in self.net.ways_in[node.id] if flow.id not in tokens]
        full = {flow.id for flow in self.net.ways_in[node.id]} & tokens
        leading = {ident for flow in empty for ident in self._leading_to(flow, node.id)}
        return bool((tokens - full) & leading)

    def _leading_to(self, flow: Flow, join: str) -> set[str]:
        if (flow.id, flow.source) not in self._before:
            found, waiting = {flow.id}, [flow]
            while waiting:
                source = waiting.pop().source
                for before in self.net.ways_in[source] if source != join else ():
                    if before.id not in found:
                        found.add(before.id)
                        waiting.append(before)
            self._before[flow.id, flow.source] = found
        return self._before[flow.id, flow.source]

    def _find(self, code: str, ident: str, *, level: str = "blocking") -> None:
        node = self.net.nodes[ident]
        self.found.setdefault((code, ident), Fault(code, ident, node.name, level=level))


def _some_of(flows: list[Flow]) -> list[list[Flow]]:
    """The sets of paths an inclusive gateway may take."""
    if len(flows) > MAX_CHOICES:
        return [[flow] for flow in flows] + [flows]
    return [list(some) for n in range(1, len(flows) + 1) for some in combinations(flows, n)]


def _before_acceptance(kind: str) -> tuple[str, str]:
    return ("", UNDER_WAY) if kind == ACCEPT else ("before_accept", "")


def _under_way(kind: str) -> tuple[str, str]:
    if kind == ACCEPT:
        return "accept_again", ""
    if kind == ISSUE:
        return "issue_undecided", ""
    return "", DECIDED if kind == DECIDE else UNDER_WAY


def _decided(kind: str) -> tuple[str, str]:
    return ("", ISSUED) if kind == ISSUE else ("after_decision", "")


def _issued(kind: str) -> tuple[str, str]:
    return "after_issue", ""


_ORDER: dict[str, Callable[[str], tuple[str, str]]] = {
    BEFORE: _before_acceptance,
    UNDER_WAY: _under_way,
    DECIDED: _decided,
    ISSUED: _issued,
}


def soundness(drawing: Drawing) -> list[Fault]:
    """Where the process could stick for ever, or do a step twice at once."""
    return Walk(Net.of(drawing), in_order=False).faults()


def order(drawing: Drawing) -> list[Fault]:
    """The same, and where it leaves the order of the law: accept, work, decide, issue."""
    return Walk(Net.of(drawing), in_order=True).faults()
