"""What follows the acts: people are told, and cases and due days move along."""

from yimen.cases.followers.applicants import (
    TOLD_APPLICANT,
    TOLD_STAFF,
    tell_agents,
    tell_interested,
    tell_people,
    tell_principal,
)
from yimen.cases.followers.consequences import (
    CALENDAR_CHANGES,
    carry_marks,
    decide_at_once,
    follow_item,
    hand_back,
    refresh_dues,
    tally_acts,
)
from yimen.cases.followers.offices import (
    tell_answering,
    tell_asked,
    tell_deputies,
    tell_item_acts,
    tell_urged,
)

__all__ = [
    "CALENDAR_CHANGES",
    "TOLD_APPLICANT",
    "TOLD_STAFF",
    "carry_marks",
    "decide_at_once",
    "follow_item",
    "hand_back",
    "refresh_dues",
    "tally_acts",
    "tell_agents",
    "tell_answering",
    "tell_asked",
    "tell_deputies",
    "tell_interested",
    "tell_item_acts",
    "tell_people",
    "tell_principal",
    "tell_urged",
]
