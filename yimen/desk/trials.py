"""A trial as an address: the steps taken stand in the query, so nothing has to be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from django.http import QueryDict
from django.utils.http import urlencode

from yimen.desk.processes import OUTCOMES, OpenStep, open_steps
from yimen.process.errors import ConditionFailed
from yimen.process.queries import ChartLink
from yimen.process.rules.trial import Trial, facts_asked

STEPS, WALKED, FACTS = "steps", "walked", "fact."
MAX_QUERY = 6000


@dataclass(frozen=True)
class Fact:
    """Something the conditions ask for, and what the sample case says."""

    name: str
    field: str
    value: str


@dataclass(frozen=True)
class NotWalked:
    """A path no trial has taken yet."""

    source: str
    target: str
    when: str


@dataclass
class TrialPage:
    """One trial: what is open, what was done, where it cannot go on, what was never walked."""

    trial: Trial
    here: str
    steps: list[tuple[str, str]]
    walked: list[str]
    facts: list[Fact]
    trouble: str = ""
    open: list[OpenStep] = field(default_factory=list)

    @classmethod
    def of(cls, xml: str, given: QueryDict, here: str) -> Self:
        """The trial an address describes (BadDrawing if the process cannot be run)."""
        asked = {name: given.get(f"{FACTS}{name}", "") for name in facts_asked(xml)}
        steps = [_pair(text) for text in given.get(STEPS, "")[:MAX_QUERY].split(",") if text]
        walked = [text for text in given.get(WALKED, "")[:MAX_QUERY].split(",") if text]
        facts = [Fact(name, f"{FACTS}{name}", value) for name, value in asked.items()]
        page = cls(Trial(xml, _nested(asked)), here, steps, walked, facts)
        try:
            page.trial.walk(steps)
        except ConditionFailed as doubt:  # the step stays open, as it would in life
            page.trouble = str(doubt)
            page.steps = steps[: len(page.trial.done)]
            page.trial = Trial(xml, _nested(asked))
            page.trial.walk(page.steps)
        page.open = open_steps(page.trial, page.address)
        return page

    def address(self, link: str, outcome: str) -> str:
        """The same trial one step further."""
        return self._query([*self.steps, (link, outcome)], self.walked)

    @property
    def back(self) -> str:
        """The same trial one step before."""
        return self._query(self.steps[:-1], self.walked)

    @property
    def again(self) -> str:
        """Another trial; the paths walked so far stay known."""
        return self._query([], sorted({*self.walked, *self.trial.paths()}))

    @property
    def all_walked(self) -> str:
        """The paths walked by earlier trials, for the form of facts."""
        return ",".join(self.walked)

    @property
    def done(self) -> list[tuple[str, str]]:
        """The steps taken, with how each came out in words."""
        return [(d.link.name, str(OUTCOMES.get(d.outcome, d.outcome))) for d in self.trial.done]

    @property
    def never(self) -> list[NotWalked]:
        """The paths neither this nor an earlier trial has taken."""
        name = self.trial.name_of
        flows = self.trial.not_walked(self.walked)
        paths = [NotWalked(name(f.source), name(f.target), f.condition) for f in flows]
        return [path for path in paths if path.source != path.target]

    def live(self) -> dict[str, ChartLink]:
        """How far the sample case has come, for the chart."""
        done = {one.link.key: "done" for one in self.trial.done}
        states = {**done, **{link.key: "open" for link in self.trial.open}}
        return {
            key: ChartLink(
                *(link.key, link.kind, link.name, link.grant, link.days),
                state=states.get(key, "ahead"),
                rule=link.rule,
                share=link.share,
                seats=len(link.seats),
            )
            for key, link in self.trial.plan.links.items()
        }

    def _query(self, steps: list[tuple[str, str]], walked: list[str]) -> str:
        said = {fact.field: fact.value for fact in self.facts if fact.value}
        joined = {STEPS: ",".join(f"{link}:{outcome}" for link, outcome in steps)}
        joined[WALKED] = ",".join(walked)
        query = urlencode({**{k: v for k, v in joined.items() if v}, **said})
        return f"{self.here}?{query}" if query else self.here


def _pair(text: str) -> tuple[str, str]:
    link, _colon, outcome = text.rpartition(":")
    return link, outcome


def _nested(said: Mapping[str, str]) -> dict[str, Any]:
    """What was typed as facts: `situation.kind` lies in `situation`; numbers are numbers."""
    facts: dict[str, Any] = {}
    for name, text in said.items():
        if text:
            *outer, last = name.split(".")
            place = facts
            for one in outer:
                place = place.setdefault(one, {})
            place[last] = _value(text)
    return facts


def _value(text: str) -> Any:
    words = {"true": True, "false": False, "是": True, "否": False}
    if text in words:
        return words[text]
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text
