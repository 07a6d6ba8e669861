"""`yimen demo day`: the day by the real clock, ended by a signal; what came of it in words."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import click
from django.utils import timezone, translation

from yimen.config.demo.day import STEPS, Programme, programme
from yimen.config.demo.playing import Day, Means, Played, is_demo_city
from yimen.config.doctor import workers_alive
from yimen.supervision.states import Level

NOT_HERE = (
    "This is not the demo city, so no day is played: cases would be filed in real offices. "
    "Fill an empty database with `yimen demo` first."
)
NO_WORKER = (
    "No worker is alive: cases are filed and decided, but nothing is counted and no card falls. "
    "Start the site beside this (`yimen up`)."
)


def play_day(say: Callable[[str], None], *, speed: float, with_cards: bool) -> None:
    """Play the day; refuse where it is not the demo city."""
    if not is_demo_city():
        raise click.ClickException(NOT_HERE)
    if not workers_alive():
        say(NO_WORKER)
    with _stopping() as stop:
        day = Day(_chosen(with_cards), Means(timezone.now, stop.wait, say), speed=speed)
        played = day.play()
    say(in_words(played))


def _chosen(with_cards: bool) -> Programme:
    day = programme()
    if with_cards:
        return day
    return replace(day, cues=tuple(cue for cue in day.cues if cue.do not in STEPS))


def in_words(played: Played) -> str:
    """The whole day in a line."""
    with translation.override("en"):
        cards = ", ".join(
            f"{count} {Level(level).label}" for level, count in sorted(played.cards.items())
        )
    lines = ["The day is over." if played.is_whole else "Stopped before the day was over."]
    lines.append(f"Acts: {played.acts}; cases: {len(played.cases)}; cards: {cards or 'none'}.")
    if played.left_out:
        lines.append(f"Not possible and left out: {played.left_out}.")
    return " ".join(lines)


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """What Ctrl-C sets; a second Ctrl-C ends at once."""
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def ask(number: int, _frame: object) -> None:
        stop.set()
        signal.signal(number, before[signal.Signals(number)])

    for number in before:
        signal.signal(number, ask)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
