"""Sentences about cases, in the reader's language, from codes and facts."""

from yimen.cases.messages.acts import ICONS, TITLES, Tell, noted, title, told
from yimen.cases.messages.flow import FlowItem, flow, flow_of, flow_of_case
from yimen.cases.messages.papers import default_remedies, explain, notice
from yimen.cases.messages.words import (
    CONCLUSIONS,
    GROUNDS,
    PAUSE_KINDS,
    PROBLEMS,
    RESULTS,
    TONES,
    WAYS,
    day,
)

__all__ = [
    "CONCLUSIONS",
    "GROUNDS",
    "FlowItem",
    "ICONS",
    "PAUSE_KINDS",
    "PROBLEMS",
    "RESULTS",
    "TITLES",
    "TONES",
    "WAYS",
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
