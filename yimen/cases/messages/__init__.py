"""Sentences about cases, in the reader's language, from codes and facts."""

from yimen.cases.messages.acts import ICONS, TITLES, Tell, noted, title, told
from yimen.cases.messages.papers import default_remedies, explain, notice
from yimen.cases.messages.words import (
    CONCLUSIONS,
    GROUNDS,
    PAUSE_KINDS,
    PROBLEMS,
    TONES,
    WAYS,
    day,
)

__all__ = [
    "CONCLUSIONS",
    "GROUNDS",
    "ICONS",
    "PAUSE_KINDS",
    "PROBLEMS",
    "TITLES",
    "TONES",
    "WAYS",
    "Tell",
    "day",
    "default_remedies",
    "explain",
    "noted",
    "notice",
    "title",
    "told",
]
