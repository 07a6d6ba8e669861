"""What the pages of recordings and findings show around their rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from yimen.cases.models import Case
from yimen.desk.forms.cameras import WhyForm
from yimen.desk.work import Chip
from yimen.kernel.actor import Actor
from yimen.supervision.models import CameraPlace
from yimen.supervision.permissions import supervises
from yimen.supervision.queries.footage import CounterAct, counter_acts
from yimen.supervision.states import ObservationState

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Recording:
    """A camera that saw an act: the form to look, and where a finding is entered."""

    place: CameraPlace
    form: WhyForm
    finding: str = ""  # empty: the window is another's to supervise


@dataclass(frozen=True)
class FootageLine:
    """An act at a counter with its recordings."""

    act: CounterAct
    recordings: Sequence[Recording]


def footage_lines(
    case: Case, actor: Actor, bound: Mapping[tuple[int, UUID], WhyForm]
) -> list[FootageLine]:
    """Each act at a counter with its cameras; a bound form keeps what was typed."""
    return [
        FootageLine(act, [_recording(case, act, one, actor, bound) for one in act.recorded])
        for act in counter_acts(case)
    ]


def _recording(
    case: Case,
    act: CounterAct,
    place: CameraPlace,
    actor: Actor,
    bound: Mapping[tuple[int, UUID], WhyForm],
) -> Recording:
    here = (act.entry.seq, place.pk)
    form = bound.get(here) or WhyForm(auto_id=f"id_{act.entry.seq}_{place.pk}_%s")
    if not supervises(actor, place.organisation):
        return Recording(place, form)
    asked = {
        "case": case.number or "",
        "from": act.span.since.isoformat(timespec="minutes"),
        "to": act.span.until.isoformat(timespec="minutes"),
        "officer": str(act.officer.pk) if act.officer else "",
    }
    address = reverse("desk:observation_new", args=[place.pk])
    return Recording(place, form, f"{address}?{urlencode(asked)}")


def observation_chips(counts: Mapping[str, int], chosen: str) -> list[Chip]:
    """The findings by where they stand, with their counts."""
    every = Chip(_("All"), str(sum(counts.values())), "?", not chosen, "", "")
    return [
        every,
        *(
            Chip(
                state.label,
                str(counts.get(state, 0)),
                f"?state={state.value}",
                chosen == state,
                "",
                "",
            )
            for state in ObservationState
        ),
    ]


def seen_initial(asked: Mapping[str, str], *, now: datetime) -> dict[str, Any]:
    """What a finding's form begins with: the span of the act it came from, or just now."""
    until = _moment(asked.get("to", "")) or now
    since = _moment(asked.get("from", "")) or until - QUARTER
    return {
        "day": since.date(),
        "begins": f"{since:%H:%M}",
        "ends": f"{until:%H:%M}",
        "officer": asked.get("officer", ""),
        "number": asked.get("case", ""),
    }


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return timezone.localtime(found) if found and found.tzinfo else None
