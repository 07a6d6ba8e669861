"""Finding cases among all an officer may see."""

from dataclasses import dataclass
from datetime import date

from yimen.cases.models import Case
from yimen.cases.queries.clock import clocks_of
from yimen.cases.queries.lists import Page, matches, uuid_of
from yimen.cases.rules.clock import Clock
from yimen.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as the list of all cases shows it."""

    case: Case
    clock: Clock


def case_list(
    actor: Actor, *, today: date, text: str = "", state: str = "", after: str = "", limit: int = 40
) -> Page[CaseRow]:
    """Cases in scope, newest first; by number or its end, or by the applicant's whole name."""
    cases = Case.objects.visible_to(actor)
    if text:
        cases = cases.filter(matches(text))
    if state:
        cases = cases.filter(state=state)
    if after:
        cases = cases.filter(pk__lt=uuid_of(after))
    found = list(cases.with_names().order_by("-id")[: limit + 1])
    clocks = clocks_of(found[:limit], today)
    rows = [CaseRow(case, clocks[case.pk]) for case in found[:limit]]
    return Page(rows, str(found[limit - 1].pk) if len(found) > limit else "")
