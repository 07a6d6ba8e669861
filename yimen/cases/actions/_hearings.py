"""What the acts on a hearing share: lock and check, keep the answers, stop and start the clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yimen.cases import errors
from yimen.cases.actions._moves import Act, beside, lock, note
from yimen.cases.actions.clockwork import resume_clock
from yimen.cases.errors import hearings
from yimen.cases.models import Case, Hearing, HearingParty, Pause
from yimen.cases.permissions import may_hear
from yimen.cases.queries.hands import told_of
from yimen.cases.queries.hearings import first_applied, last_hearing
from yimen.cases.rules.hearing import Said, outcome
from yimen.cases.states import CONSULTS, HEARING_MOVES, HEARING_PAST, HearingState, State
from yimen.kernel.actor import SYSTEM, Actor
from yimen.kernel.errors import NotAllowed
from yimen.process.queries import open_tasks

H = HearingState


@dataclass(frozen=True, slots=True)
class Step:
    """One act on the hearing of a locked case."""

    act: Act
    move: str
    hearing: Hearing

    @property
    def case(self) -> Case:
        """The locked case."""
        return self.act.case

    def done(self, **facts: object) -> Case:
        """Write the entry of the act; what persons are called and say stays in the rows."""
        told = {"hearing": str(self.hearing.pk), "basis": self.hearing.basis, **facts}
        note(self.act, f"hearing_{HEARING_PAST[self.move]}", told)
        return self.case


def open_act(case_id: UUID, move: str, *, by: Actor, at: datetime, key: UUID | None) -> Act:
    """Lock the case and check that such an act on its hearing is his."""
    case = lock(case_id, by=by)
    act = beside(case, f"h.{move}", by=by, at=at, key=key)
    if act.is_repeat or may_hear(by, case, move):
        return act
    if case.state not in CONSULTS:
        raise errors.WrongState(number=case.number or "", state=State(case.state).label)
    raise NotAllowed


def step_of(act: Act, move: str) -> Step:
    """The hearing under way, if it stands where the move begins."""
    hearing = last_hearing(act.case)
    if hearing is None:
        raise hearings.NoSuchHearing
    if hearing.state not in HEARING_MOVES[move].sources:
        raise hearings.WrongHearingState(state=HearingState(hearing.state).label)
    return Step(act, move, hearing)


def check_none_open(act: Act) -> None:
    """One hearing at a time; a right nobody used in time lapses when another begins."""
    hearing = last_hearing(act.case)
    if hearing is None:
        return
    if hearing.state == H.TOLD and standing(hearing, act) == H.LAPSED:
        hearing.state, hearing.ended_at = H.LAPSED, act.at
        hearing.save(update_fields=["state", "ended_at"])
    elif not hearing.ended_at:
        raise hearings.HearingUnderWay


def standing(hearing: Hearing, act: Act) -> str:
    """What all answers given so far come to."""
    said = hearing.parties.values_list("answer", "apply_by")
    return outcome((Said(*one) for one in said), act.today)


def settle(step: Step) -> None:
    """After an answer the hearing stands where all answers put it; none wanted: none is held."""
    hearing, act = step.hearing, step.act
    found = standing(hearing, act)
    if found == "applied" and hearing.state == H.ARRANGED:
        return  # one who applied withdrew, another did not
    was_arranged = hearing.state == H.ARRANGED
    hearing.state = H.TOLD if found == "lapsed" else HearingState(found)
    hearing.ended_at = act.at if hearing.state in (H.WAIVED, H.WITHDRAWN) else None
    hearing.save(update_fields=["state", "ended_at"])
    if was_arranged:
        end_pause(step)


def end_pause(step: Step) -> None:
    """The special procedure the hearing began ends with it; from the next day on days count."""
    pause = step.hearing.pause
    if pause is None:
        return
    open_now = Pause.objects.filter(pk=pause.pk, ended_on=None).exists()
    if open_now and step.case.state == State.PAUSED:
        resume_clock(step.case.pk, by=SYSTEM, at=step.act.at)


def rest_on_hearing(act: Act) -> dict[str, object]:
    """A decision waits for the hearing, or for the days to ask for one; it rests on its record."""
    hearing = last_hearing(act.case)
    if hearing is None:
        return {}
    if hearing.state == H.HELD:
        return {"hearing": iso({"id": hearing.pk, "day": hearing.held_on})}
    if hearing.state in (H.APPLIED, H.ARRANGED):
        raise hearings.HearingAwaited
    if hearing.state == H.TOLD and standing(hearing, act) == H.TOLD:
        waiting = hearing.parties.filter(answer="").values_list("apply_by", flat=True)
        raise hearings.RightRuns(until=max(waiting))
    return {}


def days_on_record(act: Act) -> dict[str, Any]:
    """Day, place, chair and times of a hearing that was held; one under way is held first."""
    hearing = last_hearing(act.case)
    if hearing is None or hearing.state not in (H.APPLIED, H.ARRANGED, H.HELD):
        return {}
    if hearing.state != H.HELD:
        raise hearings.RecordFirst
    rights = first_rights(list(hearing.parties.all()))
    return {
        "found": {"day": hearing.held_on, "place": hearing.place},
        "chair": hearing.chair.name if hearing.chair else "",
        **iso({"announced_on": hearing.notified_on, **rights}),
    }


def told_staff(step: Step) -> list[str]:
    """Who began the hearing, and in whose hands the case is: they hear what is wanted of it."""
    act = step.act
    holders = told_of(act.case, open_tasks(act.case.pk), on=act.today)
    return sorted({str(pk) for pk in (*holders, step.hearing.begun_by_id)})


def first_rights(parties: Sequence[HearingParty]) -> dict[str, date | None]:
    """When the first who applied was told, and applied: what the times are measured by."""
    first = first_applied(parties)
    told = next((one.told_on for one in parties if first and one.answered_on == first), None)
    return {"told_on": told, "applied_on": first}


def iso(days: Mapping[str, object]) -> dict[str, str]:
    """Days as the journal keeps them."""
    return {name: str(day) for name, day in days.items() if day}
