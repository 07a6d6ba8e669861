"""A clerk with a wall calendar crosses off one day after another; shares no code with the rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass
class Told:
    """A special procedure on the clerk's slip: started, days told, ended (or not yet)."""

    started: date
    days: int
    ended: date | None


@dataclass
class Answer:
    """What the clerk reads off: the last day, working days used by today, days left out."""

    due: date
    used: int
    left_out: int


def cross_off(
    accepted: date,
    amount: int,
    pauses: Sequence[Told],
    days_off: set[date],
    until: date,
) -> Answer:
    """Count working days one by one; stand still while a told pause has days left to give."""
    budget = [pause.days for pause in pauses]
    today, used, left_out, used_by_then, due = accepted, 0, 0, 0, accepted
    while used < amount or today < until:
        today += timedelta(days=1)
        if today in days_off:
            continue
        paused = [
            i
            for i, pause in enumerate(pauses)
            if pause.started < today and (pause.ended is None or today <= pause.ended)
        ]
        if paused and budget[paused[0]]:
            budget[paused[0]] -= 1
            left_out += today <= until
        else:
            used += 1
            if used == amount:
                due = today
            if today <= until:
                used_by_then = used
    return Answer(due, used_by_then, left_out)
