"""By which rules a case is reviewed at a link: its checkpoints, and what its tables say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yimen.cases.models import Case
from yimen.cases.queries.answers import answer_sheet
from yimen.catalogue.rules.conditions import met
from yimen.catalogue.rules.rulings import Checkpoint, Ruling, Verdict, judge


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision table, and what it says of this case."""

    ruling: Ruling
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """What is to be made sure of at a link, and how far discretion goes."""

    checkpoints: Sequence[Checkpoint]
    judged: Sequence[Judged]


class RuleBook:
    """The rules of review of one case: each link's are made once, however many forms ask."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._found: dict[str, ReviewRules] = {}

    def at(self, link: str) -> ReviewRules:
        """The rules at one of the links."""
        if link not in self._found:
            self._found[link] = self._made(link)
        return self._found[link]

    @cached_property
    def _facts(self) -> Mapping[str, Any]:
        return answer_sheet(self.case).facts

    def _made(self, link: str) -> ReviewRules:
        checkpoints = [one for one in self.case.version.checkpoint_list if one.link == link]
        rulings = [one for one in self.case.version.ruling_list if one.link == link]
        if not checkpoints and not rulings:
            return ReviewRules((), ())
        return ReviewRules(
            [one for one in checkpoints if met(one.when, self._facts, undecided=True)],
            [Judged(one, judge(one, self._facts)) for one in rulings],
        )


def review_rules(case: Case, link: str) -> ReviewRules:
    """The rules of review of the case at one of its links."""
    return RuleBook(case).at(link)
