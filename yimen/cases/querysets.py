"""Which cases an actor may see, and adjectives to narrow them."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from yimen.cases.states import (
    ANSWERABLE,
    BEFORE_RECEIPT,
    HANDLED,
    OPEN,
    STANDING,
    UNDER_WAY,
    WAITING_FOR_ACCEPTANCE,
    WAITS_FOR_APPLICANT,
    State,
)
from yimen.kernel.actor import Actor, Kind
from yimen.orgs.querysets import reach

GRANTS = "case."


class CaseQuerySet(models.QuerySet[Any]):
    """Cases, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Officers: filed cases of organisations a case grant reaches; applicants: their own."""
        if actor.kind is Kind.SYSTEM:
            return self
        if actor.kind is Kind.STAFF:
            return self.filed().filter(_reached(actor))
        if actor.kind is Kind.APPLICANT:
            return self.filter(_acted_for(actor, "applicant"))
        return self.none()

    def filed(self) -> Self:
        """Everything but drafts: what offices may know of."""
        return self.exclude(state=State.DRAFT)

    def open(self) -> Self:
        """Filed and not ended: somebody has something to do."""
        return self.filter(state__in=OPEN)

    def waiting_for_acceptance(self) -> Self:
        """Materials lie there, and the five days of art. 32 run."""
        return self.filter(state__in=WAITING_FOR_ACCEPTANCE)

    def overdue(self, today: date) -> Self:
        """Open cases whose acceptance, decision (by law or promise) or delivery is late."""
        return self.filter(_due("lt", today))

    def due_soon(self, until: date) -> Self:
        """Open cases due on that day or before, late ones included."""
        return self.filter(_due("lte", until))

    def silently_accepted(self, today: date) -> Self:
        """Waiting although the days to answer are over: the law has accepted them (art. 32(4))."""
        return self.waiting_for_acceptance().filter(acceptance_due_on__lt=today)

    def lapsing(self, today: date) -> Self:
        """Pre-reviews that wait for the applicant beyond the day told to him (ADR 0070)."""
        return self.in_prereview().filter(_their_day("lt", today))

    def in_prereview(self) -> Self:
        """Looked at online, not yet received in law (ADR 0070)."""
        return self.filter(state__in=BEFORE_RECEIPT)

    def to_remind(self, today: date, until: date) -> Self:
        """Those that wait for something of the applicant, due from today to that day."""
        waiting = self.filter(state__in=WAITS_FOR_APPLICANT)
        return waiting.filter(_their_day("range", (today, until)))

    def in_region(self, prefix: str) -> Self:
        """Cases of the organisations of a place and of the places in it; of all for no prefix."""
        return self.filter(organisation__region__code__startswith=prefix) if prefix else self

    def with_clock(self) -> Self:
        """With all the clock reads, so that a page of cases takes a constant number of queries."""
        return self.select_related("organisation").prefetch_related("pauses", "supplements")

    def with_names(self) -> Self:
        """With what a list shows: organisation and applicant; versions are kept in memory."""
        return self.select_related("organisation", "applicant")


class ResultQuerySet(models.QuerySet[Any]):
    """Results, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Officers: of organisations a case grant reaches; applicants: of those they act for."""
        if actor.kind is Kind.SYSTEM:
            return self
        if actor.kind is Kind.STAFF:
            return self.filter(_reached(actor))
        if actor.kind is Kind.APPLICANT:
            return self.filter(_acted_for(actor, "holder"))
        return self.none()

    def standing(self) -> Self:
        """Those in force."""
        return self.filter(state__in=STANDING)

    def expiring(self, until: date) -> Self:
        """In force, and ending on that day or before."""
        return self.standing().filter(valid_until__lte=until)


class EnquiryQuerySet(models.QuerySet[Any]):
    """Enquiries are the desk's: of who was asked, who answers, and who manages the house."""

    def visible_to(self, actor: Actor) -> Self:
        """Those he was asked or answers, and those of the organisations he works with."""
        if actor.kind is Kind.SYSTEM:
            return self
        if actor.kind is not Kind.STAFF:
            return self.none()
        his = Q(first=actor.staff_id) | Q(answering=actor.staff_id)
        return self.filter(his | _reached(actor))

    def waiting(self) -> Self:
        """Those nobody has answered."""
        return self.filter(answered_at__isnull=True)


def sees(actor: Actor, case: Any) -> bool:
    """Whether `visible_to` leaves a case in: the same rule asked of one that was read by its key.

    Composing the rule into SQL takes longer than all else in reading one case; a test holds the
    two together.
    """
    if actor.kind is Kind.STAFF:
        office = case.organisation
        reached = {"path": office.path, "region": office.region_id}
        return case.state != State.DRAFT and any(g.covers(**reached) for g in actor.reach(GRANTS))
    if actor.kind is Kind.APPLICANT:
        return actor.acts_for(case.applicant_id, case.item_id)
    return actor.kind is Kind.SYSTEM


def _acted_for(actor: Actor, whose: str) -> Q:
    """What belongs to those an applicant acts for; to some of them in some matters only."""
    theirs = Q(**{f"{whose}_id__in": actor.party_ids})
    for party, matters in actor.limited:
        theirs |= Q(**{f"{whose}_id": party, "item_id__in": matters})
    return theirs


def _reached(actor: Actor) -> Q:
    grants = actor.reach(GRANTS)
    return reach(grants, path="organisation__path", region="organisation__region__code")


def _their_day(compare: str, day: date | tuple[date, date]) -> Q:
    """The day told to the applicant: for the originals, or for what he was asked to mend."""
    asked = {"supplements__answered_at": None, f"supplements__answer_by__{compare}": day}
    originals = Q(state=State.PASSED, **{f"originals_by__{compare}": day})
    return originals | Q(state__in=ANSWERABLE, **asked)


def _due(compare: str, day: date) -> Q:
    deciding = Q(state__in=UNDER_WAY | {State.PAUSED})
    promised = Q(**{f"promised_due_on__{compare}": day})
    legal = Q(**{f"legal_due_on__{compare}": day})
    return (
        Q(state__in=WAITING_FOR_ACCEPTANCE, **{f"acceptance_due_on__{compare}": day})
        | (deciding & (promised | legal))
        | Q(state__in=HANDLED, **{f"delivery_due_on__{compare}": day})
    )
