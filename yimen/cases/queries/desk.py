"""What officers keep beside a case, and for their own work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from yimen.cases.models import Case, Note, Phrase, Urge, WorkView
from yimen.cases.rules.phrases import filled
from yimen.kernel.actor import Actor
from yimen.orgs.querysets import above


def notes_of(case: Case) -> Sequence[Note]:
    """The notes among officers, newest first; most cases have none, and nothing is asked."""
    return list(case.notes.select_related("by").order_by("-at", "-id")) if case.note_count else []


def urges_of(case: Case) -> Sequence[Urge]:
    """Who asked for the case to be hurried, newest first."""
    if case.urged_at is None:
        return []
    return list(case.urges.select_related("by").order_by("-id"))


def work_views(actor: Actor) -> list[WorkView]:
    """The officer's own views of his work list, oldest first."""
    if actor.staff_id is None:
        return []
    return list(WorkView.objects.filter(staff=actor.staff_id).order_by("id"))


@dataclass(frozen=True, slots=True)
class PhraseText:
    """A phrase as one case fills it in."""

    title: str
    text: str
    is_own: bool


def phrases_of(actor: Actor) -> list[Phrase]:
    """The officer's own phrases, then those of his house and of the houses above it."""
    seen = Q(staff=actor.staff_id) if actor.staff_id else Q(pk__in=[])
    found = Phrase.objects.select_related("organisation").filter(
        seen | Q(organisation__path__in=above(actor.org_path))
    )
    return sorted(found, key=lambda one: (one.staff_id is None, one.title, one.pk))


def phrases_for(actor: Actor, case: Case, *, today: date) -> list[PhraseText]:
    """His phrases with this case's facts in their places."""
    facts = places_of(case, actor, today=today)
    return [
        PhraseText(one.title, filled(one.text, facts), one.staff_id is not None)
        for one in phrases_of(actor)
    ]


def places_of(case: Case, actor: Actor, *, today: date) -> dict[str, str]:
    """What a case puts into the places of a phrase."""
    return {
        "申请人": case.applicant.name,
        "事项": case.version.name,
        "办件号": case.number or "",
        "受理日期": _day(timezone.localdate(case.accepted_at)) if case.accepted_at else "",
        "今天": _day(today),
        "部门": case.organisation.name,
        "经办人": actor.name,
    }


def _day(day: date) -> str:
    """Opinions are Chinese texts, whoever reads the screen."""
    return f"{day.year}年{day.month}月{day.day}日"
