"""Who answers for what: of one case, of one officer, of a house; and what officers did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Sum

from yimen.cases.messages import title
from yimen.cases.models import ActTally, Case, Enquiry, GreenMark, Reproach
from yimen.cases.permissions import may_supervise
from yimen.cases.queries.lists import uuid_of
from yimen.journal.queries import entries_of
from yimen.kernel.actor import Actor
from yimen.orgs.models import Staff
from yimen.orgs.querysets import reach
from yimen.process.rules.holding import hands_of

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Answering:
    """Of one case: who received it first and answers, its mark, what officers are held to."""

    first: Staff | None = None
    mark: GreenMark | None = None
    reproaches: Sequence[Reproach] = ()


def answering_for(case: Case, actor: Actor) -> Answering:
    """What the page of a case shows of it.

    What an officer is held to is for those who supervise, and for himself.
    """
    first = Staff.objects.filter(pk=case.first_asked).first() if case.first_asked else None
    mark = None
    if case.is_green:
        marks = GreenMark.objects.filter(case=case, ended_at=None)
        mark = marks.select_related("by").first()
    reproaches = _reproaches().filter(case=case)
    if not may_supervise(actor, case):
        reproaches = reproaches.filter(officer=actor.staff_id)
    return Answering(first, mark, list(reproaches))


def _reproaches() -> QuerySet[Reproach]:
    rows: QuerySet[Reproach] = Reproach.objects.select_related(
        "officer", "by", "case__organisation"
    )
    return rows.order_by("-at")


def my_reproaches(actor: Actor) -> list[Reproach]:
    """What I am held to account for, newest first."""
    return list(_reproaches().filter(officer=actor.staff_id)[:SHOWN])


def my_reproach(actor: Actor, reproach_id: UUID) -> Reproach | None:
    """One of those, to reply to."""
    return _reproaches().filter(officer=actor.staff_id, pk=reproach_id).first()


def officers_acting(case: Case, actor: Actor) -> QuerySet[Staff]:
    """Whom the actor may hold to account in a case: who acted or answers, but not himself."""
    officers: QuerySet[Staff] = Staff.objects.filter(pk__in=officers_of(case))
    others = officers.exclude(pk=actor.staff_id) if actor.staff_id else officers
    return others.order_by("name", "pk")


def officers_of(case: Case) -> set[UUID]:
    """Who acted in a case, and who answers for it."""
    acted = {UUID(staff) for e in entries_of(case.pk) if (staff := e.actor.get("staff"))}
    return acted | ({case.first_asked} if case.first_asked else set())


def officer_names(staff_ids: Iterable[UUID | str]) -> dict[str, str]:
    """The names of officers by id, for those who see what they did."""
    found = Staff.objects.filter(pk__in=set(staff_ids)).values_list("pk", "name")
    return {str(pk): name for pk, name in found}


def my_enquiries(actor: Actor) -> list[Enquiry]:
    """What I, or those I stand in for, still have to answer, longest waiting first."""
    mine = Enquiry.objects.waiting().filter(answering__in=hands_of(actor))
    return list(mine.select_related("first", "answering").order_by("pk")[:SHOWN])


def my_first_cases(actor: Actor) -> list[Case]:
    """Open cases I answer for as who received them first, the most recent first."""
    mine = Case.objects.filter(first_asked__in=hands_of(actor), ended_at=None)
    return list(mine.with_names().order_by("-pk")[:SHOWN])


def enquiries(actor: Actor, *, after: str = "", limit: int = 40) -> tuple[list[Enquiry], str]:
    """The register: enquiries in scope, newest first, and where to go on."""
    rows = Enquiry.objects.visible_to(actor).select_related("first", "answering", "organisation")
    if after:
        rows = rows.filter(pk__lt=uuid_of(after))
    found = list(rows.order_by("-pk")[: limit + 1])
    return found[:limit], str(found[limit - 1].pk) if len(found) > limit else ""


def green_marks(actor: Actor) -> list[GreenMark]:
    """The marks in force of the organisations where the actor gives them, newest first."""
    grants = [grant for grant in actor.grants if grant.name == "case.green"]
    where = reach(grants, path="organisation__path", region="organisation__region__code")
    marks = GreenMark.objects.filter(where, ended_at=None)
    return list(marks.select_related("case__applicant", "party", "by").order_by("-at")[:SHOWN])


def filed_under_a_mark(case_ids: Iterable[UUID]) -> set[UUID]:
    """Which of the cases are of an applicant with a mark in force where he filed them."""
    marks = GreenMark.objects.filter(
        party=OuterRef("applicant"), organisation=OuterRef("organisation"), ended_at=None
    )
    cases = Case.objects.filter(Exists(marks), pk__in=list(case_ids))
    return set(cases.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Done:
    """How often an act was done, how often under a limit, how often late."""

    kind: str
    title: str
    done: int
    timed: int
    late: int

    @property
    def on_time(self) -> int:
        """How often within the limit."""
        return self.timed - self.late


@dataclass(frozen=True, slots=True)
class Report:
    """What one officer did in a period."""

    staff: Staff
    acts: Sequence[Done] = field(default_factory=tuple)

    @property
    def total(self) -> Done:
        """All acts together."""
        sums = (sum(getattr(act, name) for act in self.acts) for name in ("done", "timed", "late"))
        return Done("", "", *sums)


def reports(actor: Actor, since: date, until: date, staff_id: UUID | None = None) -> list[Report]:
    """What officers did from a day to a day, both counted: himself, and those he manages."""
    seen = Staff.objects.visible_to(actor).select_related("organisation")
    if staff_id:
        seen = seen.filter(pk=staff_id)
    officers = list(seen.order_by("organisation__path", "number")[:500])
    acts = _acts([officer.pk for officer in officers], since, until)
    return [Report(officer, tuple(acts.get(officer.pk, ()))) for officer in officers]


def _acts(staff: Iterable[UUID], since: date, until: date) -> dict[UUID, list[Done]]:
    rows = ActTally.objects.filter(staff__in=list(staff), day__range=(since, until))
    sums = rows.values("staff", "kind").annotate(
        all_done=Sum("done"), all_timed=Sum("timed"), all_late=Sum("late")
    )
    found: dict[UUID, list[Done]] = {}
    for row in sums.order_by("staff", "-all_done", "kind"):
        kind = row["kind"]
        done = Done(kind, title(kind), row["all_done"], row["all_timed"], row["all_late"])
        found.setdefault(row["staff"], []).append(done)
    return found
