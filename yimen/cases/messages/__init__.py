"""Sentences about cases, in the reader's language, from codes and facts."""

from yimen.cases.messages.acts import ICONS, TITLES, Tell, noted, title, told
from yimen.cases.messages.flow import FlowItem, flow, flow_of, flow_of_case
from yimen.cases.messages.papers import (
    declaration,
    default_remedies,
    deputy_notice,
    enquiry_notice,
    explain,
    notice,
    question_notice,
)
from yimen.cases.messages.words import (
    ADVICE,
    CONCLUSIONS,
    DECISIONS,
    GROUNDS,
    PAUSE_KINDS,
    POINT_ANSWERS,
    PROBLEMS,
    REPROACHES,
    RESULTS,
    TONES,
    WAYS,
    day,
)

__all__ = [
    "ADVICE",
    "CONCLUSIONS",
    "DECISIONS",
    "GROUNDS",
    "ICONS",
    "PAUSE_KINDS",
    "POINT_ANSWERS",
    "PROBLEMS",
    "REPROACHES",
    "RESULTS",
    "TITLES",
    "TONES",
    "WAYS",
    "FlowItem",
    "Tell",
    "day",
    "declaration",
    "default_remedies",
    "deputy_notice",
    "enquiry_notice",
    "explain",
    "flow",
    "flow_of",
    "flow_of_case",
    "noted",
    "notice",
    "question_notice",
    "title",
    "told",
]
