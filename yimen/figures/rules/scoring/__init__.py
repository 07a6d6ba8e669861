"""Scores of a month: what a scheme says, what is measured, and what points that comes to."""

from yimen.figures.rules.scoring.facts import (
    Accepted,
    CardFact,
    CaseFact,
    Found,
    Mark,
    MonthFacts,
    Ref,
)
from yimen.figures.rules.scoring.measures import MEASURES
from yimen.figures.rules.scoring.reckoning import (
    Line,
    Score,
    of_dimension,
    points_for,
    reckon,
    total_of,
)
from yimen.figures.rules.scoring.schemes import (
    BY_HAND,
    BadScheme,
    Dimension,
    Honours,
    LineRule,
    Terms,
    read_scheme,
    shipped_schemes,
)

__all__ = [
    "BY_HAND",
    "MEASURES",
    "Accepted",
    "BadScheme",
    "CardFact",
    "CaseFact",
    "Dimension",
    "Found",
    "Honours",
    "Line",
    "LineRule",
    "Mark",
    "MonthFacts",
    "Ref",
    "Score",
    "Terms",
    "of_dimension",
    "points_for",
    "read_scheme",
    "reckon",
    "shipped_schemes",
    "total_of",
]
