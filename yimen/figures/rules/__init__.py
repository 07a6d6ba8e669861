"""What an act adds to the figures of a day; what the log of an older system amounts to."""

from yimen.figures.rules.days import (
    ACCEPTED,
    DECIDED,
    OF_CARD,
    OF_CARDS,
    OF_CASE,
    OF_CASES,
    ONLINE,
    PLAIN,
    TAKEN_BACK,
    counted,
    counted_card,
    percent,
)

__all__ = [
    "ACCEPTED",
    "DECIDED",
    "OF_CARD",
    "OF_CARDS",
    "OF_CASE",
    "OF_CASES",
    "ONLINE",
    "PLAIN",
    "TAKEN_BACK",
    "counted",
    "counted_card",
    "percent",
]
