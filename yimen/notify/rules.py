"""When to send and what to say, in plain Python."""

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta

MOST_ATTEMPTS = 7
FIRST_WAIT = timedelta(minutes=2)  # then 8, 32 … : two days in all; longer than an attempt takes
PLACE = re.compile(r"\{([a-z_]+)\}")

Quiet = tuple[time, time]  # from, to; over midnight if the first is the later one


def wait_after(attempts: int) -> timedelta:
    """How long to leave others off after so many attempts before this one."""
    return FIRST_WAIT * int(4**attempts)


def after_quiet(local: datetime, quiet: Quiet | None) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into."""
    if quiet is None or quiet[0] == quiet[1]:
        return local
    start, end = quiet
    clock = local.timetz().replace(tzinfo=None)
    over_midnight = start > end
    is_quiet = (clock >= start or clock < end) if over_midnight else start <= clock < end
    if not is_quiet:
        return local
    day = local.date() + timedelta(days=1 if over_midnight and clock >= start else 0)
    return datetime.combine(day, end, tzinfo=local.tzinfo)


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with its named places filled; a place nobody knows stays as it is."""
    return PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def places_of(text: str) -> list[str]:
    """The named places of a text, in order, each once."""
    return list(dict.fromkeys(PLACE.findall(text)))
