"""The written notices of a case as plain pages: what the law wants told in writing.

They are Chinese documents, whoever reads the screen. They bear the number their office gave them
with the act; a seal comes later.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from yimen.cases.messages import hearings
from yimen.cases.messages.acts import _decision_due, _due
from yimen.cases.messages.papers import default_remedies
from yimen.cases.messages.words import GROUNDS, PAUSE_KINDS, day
from yimen.cases.models import Case
from yimen.journal.ports import EntryView

Facts = Mapping[str, Any]
Body = Callable[[Case, Facts], list[str]]


@dataclass(frozen=True, slots=True)
class Paper:
    """A notice: to whom, what, listed points, how to object, by whom and when."""

    title: str
    addressee: str
    paragraphs: Sequence[str]
    points: Sequence[str]
    closing: Sequence[str]
    office: str
    on: date
    number: str
    document: str  #: its own number (发文字号); none on notices from before there were any


def paper_of(case: Case, entry: EntryView, points: Sequence[str] = ()) -> Paper:
    """The notice about an act of NOTICES."""
    with translation.override("zh-hans"):
        title, body, closing = _parts(entry)
        return Paper(
            title=title,
            addressee=case.applicant.name,
            paragraphs=[_opening(case), *body(case, entry.facts)],
            points=points,
            closing=closing(case, entry.facts),
            office=case.organisation.name,
            on=timezone.localdate(entry.at),
            number=case.number or "",
            document=str(entry.facts.get("document", "")),
        )


def _parts(entry: EntryView) -> tuple[str, Body, Body]:
    titles: dict[str, str] = {
        "case.accepted": _("Notice of acceptance"),
        "case.deemed_accepted": _("Notice of acceptance"),
        "case.declined": _("Notice of non-acceptance"),
        "case.supplement_requested": _("Notice of what is to be supplied"),
        "case.paused": _("Notice of a special procedure"),
        "case.extended": _("Notice of an extended time limit"),
        **{kind: str(title) for kind, title in hearings.PAPERS.items()},
    }
    title = titles[entry.kind]
    if entry.facts.get("ground") == "not_needed":
        title = _("Notice that no licence is needed")
    body, closing = NOTICES[entry.kind]
    return title, body, closing


def _opening(case: Case) -> str:
    return _(
        "On %(day)s this office received your application “%(item)s” (case number %(number)s)."
    ) % {
        "day": day(timezone.localdate(case.filed_at)) if case.filed_at else "",
        "item": case.version.name,
        "number": case.number,
    }


def _accepted(case: Case, facts: Facts) -> list[str]:
    lines = [
        _("It is accepted as from %(day)s (Administrative Licensing Law, art. 32).")
        % {"day": day(facts["accepted_on"])}
    ]
    if _due(facts, "promised"):
        lines.append(_("A decision is promised by %(day)s.") % {"day": _due(facts, "promised")})
    if _due(facts, "legal"):
        lines.append(_("The law allows until %(day)s.") % {"day": _due(facts, "legal")})
    return lines


def _declined(case: Case, facts: Facts) -> list[str]:
    lines = [str(GROUNDS.get(facts["ground"], "")), _("Reason: %(reason)s") % facts]
    if facts.get("where_to_go"):
        lines.append(_("Please turn to: %(office)s.") % {"office": facts["where_to_go"]})
    return lines


def _remedies(case: Case, facts: Facts) -> list[str]:
    return [default_remedies(case)]


def _supplement(case: Case, facts: Facts) -> list[str]:
    return [_("The following is missing or must be corrected. All of it is listed here:")]


def _until(case: Case, facts: Facts) -> list[str]:
    return [_("Please supply what is missing by %(day)s.") % {"day": day(facts["answer_by"])}]


def _paused(case: Case, facts: Facts) -> list[str]:
    return [
        _(
            "A special procedure is needed: %(kind)s. It takes up to %(days)s working days, which "
            "do not count towards the time limit (Administrative Licensing Law, art. 45)."
        )
        % {"kind": PAUSE_KINDS.get(facts["kind"], ""), "days": facts["planned_days"]},
        _("Reason: %(reason)s") % facts,
    ]


def _extended(case: Case, facts: Facts) -> list[str]:
    return [
        _(
            "The head of this office has extended the time limit by %(days)s working days "
            "(Administrative Licensing Law, art. 42)."
        )
        % facts,
        _("Reason: %(reason)s") % facts,
    ]


def _decision(case: Case, facts: Facts) -> list[str]:
    return [_("A decision is then due by %(day)s.") % {"day": _decision_due(facts)}]


def _right(case: Case, facts: Facts) -> list[str]:
    return hearings.right_paper(facts)


def _day(case: Case, facts: Facts) -> list[str]:
    return hearings.day_paper(facts)


def _free(case: Case, facts: Facts) -> list[str]:
    return hearings.free_of_charge(facts)


def _nothing(case: Case, facts: Facts) -> list[str]:
    return []


#: Acts the law wants told in writing: what the notice says, and how it ends.
NOTICES: Mapping[str, tuple[Body, Body]] = {
    "case.accepted": (_accepted, _nothing),
    "case.deemed_accepted": (_accepted, _nothing),
    "case.declined": (_declined, _remedies),
    "case.supplement_requested": (_supplement, _until),
    "case.paused": (_paused, _decision),
    "case.extended": (_extended, _decision),
    "case.hearing_right_told": (_right, _free),
    "case.hearing_arranged": (_day, _free),
    "case.hearing_announced": (_day, _free),
}
