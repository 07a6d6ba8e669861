"""Answers about working days."""

import datetime

from ninja import Schema


class NamedDay(Schema):
    """A day that differs, and why: `weekend`, or the name of the festival."""

    date: datetime.date
    reason: str


class Span(Schema):
    """How an answer came about."""

    left_out: list[NamedDay]
    worked: list[NamedDay]
    is_provisional: bool


class DayAnswer(Span):
    """The n-th working day."""

    date: datetime.date


class CountAnswer(Span):
    """The number of working days."""

    days: int
