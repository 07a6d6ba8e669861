"""Words for codes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from yimen.cases.states import State

PAUSE_KINDS: Mapping[str, Promise] = {
    "hearing": pgettext_lazy("special procedure", "hearing"),
    "tender": pgettext_lazy("special procedure", "tender"),
    "auction": pgettext_lazy("special procedure", "auction"),
    "inspection": pgettext_lazy("special procedure", "inspection"),
    "testing": pgettext_lazy("special procedure", "testing"),
    "quarantine": pgettext_lazy("special procedure", "quarantine"),
    "appraisal": pgettext_lazy("special procedure", "appraisal"),
    "expert_review": pgettext_lazy("special procedure", "expert review"),
}

GROUNDS: Mapping[str, Promise] = {
    "not_needed": gettext_lazy("No licence is needed for this (art. 32(1))."),
    "not_ours": gettext_lazy("Another authority decides this (art. 32(2))."),
    "incomplete": gettext_lazy("The materials are not complete or not in lawful form."),
    "other": gettext_lazy("Another ground the law names."),
}

WAYS: Mapping[str, Promise] = {
    "electronic": pgettext_lazy("way of delivery", "electronically"),
    "window": pgettext_lazy("way of delivery", "at the window"),
    "post": pgettext_lazy("way of delivery", "by post"),
}

CONCLUSIONS: Mapping[str, Promise] = {
    "passed": gettext_lazy("The conditions are met."),
    "failed": gettext_lazy("The conditions are not met."),
}

#: What the authority decided.
DECISIONS: Mapping[str, Promise] = {
    "granted": gettext_lazy("Granted"),
    "refused": gettext_lazy("Not granted"),
    "declined": gettext_lazy("Not accepted"),
}

#: The answers at a checkpoint.
POINT_ANSWERS: Mapping[str, Promise] = {
    "met": pgettext_lazy("checkpoint", "met"),
    "not_met": pgettext_lazy("checkpoint", "not met"),
    "not_applicable": pgettext_lazy("checkpoint", "does not apply"),
}

#: What several opinions came to.
RESULTS: Mapping[str, Promise] = {
    "passed": pgettext_lazy("countersign", "in favour"),
    "failed": pgettext_lazy("countersign", "against"),
}

#: What an asked office says.
ADVICE: Mapping[str, Promise] = {
    "agreed": pgettext_lazy("advice", "agrees"),
    "conditional": pgettext_lazy("advice", "agrees on conditions"),
    "against": pgettext_lazy("advice", "does not agree"),
    "no_remarks": pgettext_lazy("advice", "has no remarks"),
}
#: What closed a question: an answer, or its recall.
CLOSED_BY = {**ADVICE, "recalled": pgettext_lazy("advice", "taken back")}

#: What officers are held to account for.
REPROACHES: Mapping[str, Promise] = {
    "late": pgettext_lazy("reproach", "Not done within the time limit"),
    "not_accepted": pgettext_lazy("reproach", "Not accepted although it had to be"),
    "not_told_at_once": pgettext_lazy("reproach", "What was missing not told all at once"),
    "no_reasons": pgettext_lazy("reproach", "No reasons, or no remedies, told"),
    "beyond_list": pgettext_lazy("reproach", "Asked for more than the list says"),
    "wrong_decision": pgettext_lazy("reproach", "Decided against law or procedure"),
    "conduct": pgettext_lazy("reproach", "Conduct"),
    "other": pgettext_lazy("reproach", "Something else"),
}

PROBLEMS: Mapping[str, Promise] = {
    "required": gettext_lazy("This is needed."),
    "not_text": gettext_lazy("This must be text."),
    "too_short": gettext_lazy("This is too short."),
    "too_long": gettext_lazy("This is too long."),
    "pattern": gettext_lazy("This does not have the expected form."),
    "not_a_number": gettext_lazy("This must be a number."),
    "too_small": gettext_lazy("This number is too small."),
    "too_big": gettext_lazy("This number is too big."),
    "not_a_date": gettext_lazy("This must be a date."),
    "not_an_option": gettext_lazy("Choose one of the options."),
    "bad_number": gettext_lazy("This number cannot be right. Please compare it again."),
}


#: How a state looks: the component library knows what these words mean.
TONES: Mapping[str, str] = {
    State.DRAFT: "plain",
    State.PREREVIEW: "active",
    State.SENT_BACK: "near",
    State.PASSED: "near",
    State.SUBMITTED: "active",
    State.SUPPLEMENTING: "near",
    State.SUPPLEMENTED: "active",
    State.DECLINED: "bad",
    State.ACCEPTED: "active",
    State.IN_REVIEW: "active",
    State.PAUSED: "paused",
    State.GRANTED: "good",
    State.REFUSED: "bad",
    State.RESULT_MADE: "good",
    State.DELIVERED: "good",
    State.CONCLUDED: "good",
    State.WITHDRAWN: "plain",
    State.TERMINATED: "plain",
}


def day(value: Any) -> str:
    """A day in the reader's way of writing it."""
    if not value:
        return ""
    return date_format(value if isinstance(value, date) else date.fromisoformat(value))
