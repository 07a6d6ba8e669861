"""Figures by day, what the public may see, the history of older systems, and scores."""

from yimen.figures.models.history import Log, LogCase, LogEvent
from yimen.figures.models.scores import (
    Mark,
    Publication,
    Scheme,
    Score,
    ScoreAppeal,
    ScoreKind,
    ScoreLine,
)
from yimen.figures.models.tallies import CardTally, CaseTally, Disclosure

__all__ = [
    "CardTally",
    "CaseTally",
    "Disclosure",
    "Log",
    "LogCase",
    "LogEvent",
    "Mark",
    "Publication",
    "Scheme",
    "Score",
    "ScoreAppeal",
    "ScoreKind",
    "ScoreLine",
]
