"""Sentences about cases, in the reader's language, from codes and facts."""

from yimen.cases.messages.acts import ICONS, TITLES, Tell, noted, title, told
from yimen.cases.messages.flow import FlowItem, flow, flow_of, flow_of_case
from yimen.cases.messages.papers import default_remedies, explain, notice
from yimen.cases.messages.words import (
    CONCLUSIONS,
    DECISIONS,
    GROUNDS,
    PAUSE_KINDS,
    POINT_ANSWERS,
    PROBLEMS,
    RESULTS,
    TONES,
    WAYS,
    day,
)

__all__ = [
    "CONCLUSIONS",
    "DECISIONS",
    "GROUNDS",
    "ICONS",
    "PAUSE_KINDS",
    "POINT_ANSWERS",
    "PROBLEMS",
    "RESULTS",
    "TITLES",
    "TONES",
    "WAYS",
    "FlowItem",
    "Tell",
    "day",
    "default_remedies",
    "explain",
    "flow",
    "flow_of",
    "flow_of_case",
    "noted",
    "notice",
    "title",
    "told",
]
