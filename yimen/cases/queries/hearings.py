"""Hearings: how the one about a case stands, what it holds up, and those to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from yimen.cases.messages.hearings import ANSWERS, BASES, OUTCOMES
from yimen.cases.models import Case, ChairObjection, Hearing, HearingParty
from yimen.cases.permissions import may_hear
from yimen.cases.rules.hearing import Said, hold_by, outcome
from yimen.cases.states import HEARING_MOVES, HEARING_OPEN, HearingState
from yimen.kernel.actor import Actor
from yimen.orgs.models import Staff
from yimen.orgs.queries import calendar_for
from yimen.process.queries import open_tasks

H = HearingState
#: Acts that begin a hearing, and so belong to where none is under way.
BEGINNING = frozenset(move for move, arrow in HEARING_MOVES.items() if not arrow.sources)
#: Links at which the application is examined, on paper or on the spot.
EXAMINING = frozenset({"examine", "advise", "site_visit", "expert_review", "countersign"})
SHOWN = 200


@dataclass(frozen=True, slots=True)
class HearingView:
    """A hearing as its case's pages show it: where it stands today, who said what, until when."""

    hearing: Hearing
    state: HearingState
    parties: Sequence[HearingParty]
    objections: Sequence[ChairObjection]
    apply_until: date | None = None  # the last day somebody may still apply
    hold_until: date | None = None  # the last day to hold it, once it was applied for
    moves: frozenset[str] = frozenset()

    @property
    def own(self) -> HearingParty | None:
        """The applicant's part in it."""
        return next((one for one in self.parties if one.is_applicant), None)

    @property
    def own_answer(self) -> Promise | None:
        """What the applicant answered, in words."""
        return ANSWERS[self.own.answer] if self.own else None

    @property
    def answers(self) -> Sequence[tuple[HearingParty, Promise]]:
        """Those concerned, with what each answered in words."""
        return [(one, ANSWERS[one.answer]) for one in self.parties]

    @property
    def asked_chair(self) -> Sequence[tuple[ChairObjection, Promise]]:
        """Who asked that another preside, with what was said to it in words."""
        return [(one, OUTCOMES[one.outcome]) for one in self.objections]

    @property
    def basis_words(self) -> Promise:
        """Whether it is held of the authority's own accord or as a right."""
        return BASES[self.hearing.basis]

    @property
    def is_to_answer(self) -> bool:
        """Whether the applicant is still to say if he wants a hearing."""
        return "apply" in self.moves

    @property
    def holds_up(self) -> bool:
        """Whether nothing can be decided now."""
        return self.state in HEARING_OPEN


def last_hearing(case: Case) -> Hearing | None:
    """The hearing about a case that began last; of most cases there never was one."""
    if not case.hearing_count:
        return None
    found: Hearing | None = (
        case.hearings.select_related("chair", "pause", "paper").order_by("-id").first()
    )
    return found


def hearing_view(case: Case, actor: Actor, today: date) -> HearingView | None:
    """How the hearing about a case the actor sees stands today."""
    hearing = last_hearing(case)
    if hearing is None:
        return None
    parties = list(hearing.parties.order_by("-is_applicant", "id"))
    objections = list(hearing.objections.select_related("chair", "party").order_by("id"))
    state = standing_today(hearing, parties, today)
    view = HearingView(hearing, state, parties, objections, *_limits(case, hearing, parties))
    moves = {move for move in HEARING_MOVES if may_hear(actor, case, move)}
    fitting = frozenset(move for move in moves if _is_open(view, move, today))
    return HearingView(
        hearing, state, parties, objections, view.apply_until, view.hold_until, fitting
    )


def moves_without(case: Case, actor: Actor) -> frozenset[str]:
    """What may be done where no hearing was ever begun."""
    return frozenset(move for move in BEGINNING if may_hear(actor, case, move))


def standing_today(hearing: Hearing, parties: Sequence[HearingParty], today: date) -> HearingState:
    """The state, or that the days to apply have passed unused: computed, so never late."""
    if hearing.state != H.TOLD:
        return HearingState(hearing.state)
    return HearingState(outcome([Said(one.answer, one.apply_by) for one in parties], today))


def _limits(
    case: Case, hearing: Hearing, parties: Sequence[HearingParty]
) -> tuple[date | None, date | None]:
    calendar = calendar_for(case.organisation.region_id)
    waiting = [one.apply_by for one in parties if not one.answer]
    applied = first_applied(parties)
    open_now = hearing.state in HEARING_OPEN
    return (
        max(waiting, default=None) if hearing.state == H.TOLD else None,
        hold_by(applied, calendar) if applied and open_now else None,
    )


def first_applied(parties: Sequence[HearingParty]) -> date | None:
    """The day the first application came that still stands: the twenty days run from it."""
    days = [one.answered_on for one in parties if one.answer == "applied" and one.answered_on]
    return min(days, default=None)


def _is_open(view: HearingView, move: str, today: date) -> bool:
    """Whether the hearing stands where the move begins, for whoever may make it."""
    hearing, own = view.hearing, view.own
    if move in BEGINNING:
        return view.state not in HEARING_OPEN
    if hearing.state not in HEARING_MOVES[move].sources or view.state == H.LAPSED:
        return False
    waiting = any(not one.outcome for one in view.objections)
    is_told = own is not None and not own.answer and today <= own.apply_by
    return {
        "apply": is_told,
        "waive": is_told,
        "withdraw": own is not None and own.answer == "applied",
        "object": own is not None and not _objects(view, own),
        "note_answer": hearing.basis == Hearing.Basis.INTERESTS,
        "note_objection": bool(view.parties),
        "answer_objection": waiting,
        "record": not waiting,
        "call_off": hearing.basis == Hearing.Basis.PUBLIC,
    }.get(move, True)


def _objects(view: HearingView, party: HearingParty) -> bool:
    """Whether his request about who presides now is being looked at, or was answered."""
    chair = view.hearing.chair_id
    return any(one.party_id == party.pk and one.chair_id == chair for one in view.objections)


def examiners_of(case: Case) -> set[UUID]:
    """Who gave an opinion on the application, or has it in hand for one: they do not preside."""
    gave = case.opinions.filter(by__isnull=False).values_list("by", flat=True)
    hold = {task.holder_id for task in open_tasks(case.pk) if task.kind in EXAMINING}
    return set(gave) | {pk for pk in hold if pk}


def chairs_for(case: Case) -> list[Staff]:
    """Officers of the authority who may preside over a hearing about the case."""
    office = Staff.objects.filter(organisation=case.organisation_id).active()
    return list(office.exclude(pk__in=examiners_of(case)).order_by("name", "pk"))


def hearings_under_way(actor: Actor) -> list[tuple[Hearing, date | None]]:
    """The hearings about cases an officer sees, those with a day first, each with its last day."""
    seen = Case.objects.visible_to(actor).filter(hearing_count__gt=0)
    found = Hearing.objects.under_way().filter(case__in=seen)
    rows = found.select_related("case__version", "case__applicant", "case__organisation", "chair")
    shown = rows.prefetch_related("parties").order_by("starts_at", "id")[:SHOWN]
    return [(one, _limits(one.case, one, list(one.parties.all()))[1]) for one in shown]


def public_hearings(today: date, *, region: str = "") -> list[Hearing]:
    """The hearings everybody may come to, soonest first."""
    found = Hearing.objects.public().filter(case__organisation__region__code__startswith=region)
    rows = found.select_related("case__version", "case__applicant", "case__organisation")
    coming = rows.order_by("starts_at", "id")[:SHOWN]
    return [one for one in coming if one.starts_at and timezone.localdate(one.starts_at) >= today]
