"""A process tried out: stepped through in memory, with the real engine, and nothing kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yimen.kernel.expressions import names_in
from yimen.process.errors import BadDrawing
from yimen.process.rules.checks import choose_process
from yimen.process.rules.drawing import Drawing, Flow
from yimen.process.rules.engine import Run
from yimen.process.rules.inspection import UNCOUNTED
from yimen.process.rules.links import LinkSpec
from yimen.process.rules.plan import KNOWN, Plan, plan_of
from yimen.process.rules.source import read_source

MAX_STEPS = 100

Step = tuple[str, str]  # link, outcome


@dataclass(frozen=True, slots=True)
class Done:
    """A step walked, and how it came out."""

    link: LinkSpec
    outcome: str


class Trial:
    """One sample case of a drawing (BadDrawing if it cannot be run)."""

    def __init__(self, xml: str, facts: Mapping[str, Any]) -> None:
        self.plan: Plan = plan_of(xml)
        self.drawing: Drawing = _drawing(xml)
        self.run = Run.begin(self.plan, {**dict.fromkeys(self.plan.asks), **facts})
        self.done: list[Done] = []

    def walk(self, steps: Iterable[Step]) -> None:
        """Take the steps one after another; what no longer fits is left out."""
        for link, outcome in list(steps)[:MAX_STEPS]:
            token = next((token for token in self.run.waiting() if token.link == link), None)
            if token is not None:
                self.run.complete(token.id, outcome, {})
                self.done.append(Done(self.plan.links[link], outcome))

    @property
    def open(self) -> list[LinkSpec]:
        """The links that wait for people."""
        return [self.plan.links[token.link] for token in self.run.waiting()]

    @property
    def is_over(self) -> bool:
        """Whether the sample case has come to its end."""
        return self.run.is_over

    @property
    def days(self) -> int:
        """The working days of the steps walked that count towards the decision, one by one."""
        counted = (one.link for one in self.done if one.link.kind not in UNCOUNTED)
        return sum(link.days or 0 for link in counted)

    def paths(self) -> set[str]:
        """The paths walked, by id."""
        pairs = self.run.walked()
        return {flow.id for flow in self.drawing.flows if (flow.source, flow.target) in pairs}

    def not_walked(self, walked: Iterable[str]) -> list[Flow]:
        """The paths that neither this nor an earlier trial has taken."""
        known = {*walked, *self.paths()}
        return [flow for flow in self.drawing.flows if flow.id not in known]

    def name_of(self, ident: str) -> str:
        """What a node is called; what it leads to, if it has no name."""
        node = self.drawing.nodes[ident]
        while node.name == node.id and len(node.ways_out) == 1 and not node.word.endswith("Event"):
            node = self.drawing.nodes[node.ways_out[0].target]
        return node.name


def _drawing(xml: str) -> Drawing:
    drawing, faults = choose_process(read_source(xml))
    if drawing is None:
        raise BadDrawing(faults=[fault.to_json() for fault in faults])
    return drawing


def facts_asked(xml: str) -> list[str]:
    """The facts its conditions ask their owner for: `area`, `situation.kind`."""
    names = {name for flow in _drawing(xml).flows for name in names_in(flow.condition)}
    return sorted(name for name in names if name.partition(".")[0] not in KNOWN)
