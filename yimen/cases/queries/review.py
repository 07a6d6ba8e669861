"""By which rules a case is reviewed at a link: its checkpoints, and what its tables say."""

from collections.abc import Sequence
from dataclasses import dataclass

from yimen.cases.models import Case
from yimen.cases.queries.answers import answer_sheet
from yimen.catalogue.rules.rulings import Checkpoint, Ruling, Verdict, judge
from yimen.catalogue.rules.situations import applies


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


def review_rules(case: Case, link: str) -> ReviewRules:
    """The rules of review of the case at one of its links."""
    checkpoints = [one for one in case.version.checkpoint_list if one.link == link]
    rulings = [one for one in case.version.ruling_list if one.link == link]
    if not checkpoints and not rulings:
        return ReviewRules((), ())
    facts = answer_sheet(case).facts
    return ReviewRules(
        [one for one in checkpoints if applies(one.when, facts)],
        [Judged(one, judge(one, facts)) for one in rulings],
    )
