"""The course of a hearing as lines of the timeline, and as written notices."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yimen.cases.messages.words import day
from yimen.cases.models import Case
from yimen.cases.rules.commitments import OVER

Facts = Mapping[str, Any]

TITLES: Mapping[str, Promise] = {
    "case.hearing_right_told": gettext_lazy("You may ask for a hearing"),
    "case.hearing_person_told": gettext_lazy("An interested person was told of the hearing"),
    "case.hearing_announced": gettext_lazy("Hearing announced"),
    "case.hearing_applied": gettext_lazy("Hearing asked for"),
    "case.hearing_waived": gettext_lazy("Hearing waived"),
    "case.hearing_withdrawn": gettext_lazy("Request for a hearing withdrawn"),
    "case.hearing_arranged": gettext_lazy("Day of the hearing set"),
    "case.hearing_objected": gettext_lazy("Somebody else was asked for to preside"),
    "case.hearing_objection_answered": gettext_lazy("Who presides over the hearing"),
    "case.hearing_recorded": gettext_lazy("Hearing held and put on record"),
    "case.hearing_called_off": gettext_lazy("Hearing called off"),
    "case.hearing_due": gettext_lazy("Set the day of the hearing"),
}

ICONS: Mapping[str, str] = {
    "case.hearing_right_told": "law",
    "case.hearing_person_told": "user",
    "case.hearing_announced": "bell",
    "case.hearing_applied": "users",
    "case.hearing_waived": "check",
    "case.hearing_withdrawn": "back",
    "case.hearing_arranged": "calendar",
    "case.hearing_objected": "alert",
    "case.hearing_objection_answered": "user",
    "case.hearing_recorded": "users",
    "case.hearing_called_off": "close",
    "case.hearing_due": "clock",
}

#: What those concerned answered, and what was said to an objection.
ANSWERS: Mapping[str, Promise] = {
    "": pgettext_lazy("hearing answer", "Not answered yet"),
    "applied": pgettext_lazy("hearing answer", "Asks for a hearing"),
    "waived": pgettext_lazy("hearing answer", "Waives it"),
    "withdrawn": pgettext_lazy("hearing answer", "Withdrew the request"),
}
OUTCOMES: Mapping[str, Promise] = {
    "": gettext_lazy("Being looked at"),
    "upheld": gettext_lazy("Another presides from now on."),
    "rejected": gettext_lazy("The same person presides."),
}
BASES: Mapping[str, Promise] = {
    "public": gettext_lazy("Held by the authority of its own accord (art. 46)"),
    "interests": gettext_lazy("A right of those concerned (art. 47)"),
}


def moment(value: str) -> str:
    """Day and time of a hearing, in the reader's way of writing them."""
    return date_format(timezone.localtime(datetime.fromisoformat(value)), "DATETIME_FORMAT")


def rests_on(facts: Facts) -> str:
    """On the record of which hearing it was decided; empty if there was none."""
    held = facts.get("hearing")
    if not held:
        return ""
    return _("The decision rests on the record of the hearing of %(day)s.") % {
        "day": day(held["day"])
    }


def _right_told(facts: Facts) -> str:
    return _(
        "Before this is decided you may ask for a hearing, until %(until)s. It costs you nothing. "
        "Why: %(reason)s"
    ) % {"until": day(facts["until"]), "reason": facts["reason"]}


def _person_told(facts: Facts) -> str:
    return _("An interested person may ask for a hearing until %(until)s.") % {
        "until": day(facts["until"])
    }


def _applied(facts: Facts) -> str:
    if facts["who"] == "applicant":
        return _("The department holds it within twenty working days and tells you day and place.")
    return _("An interested person asked for it. The department tells you day and place.")


def _waived(facts: Facts) -> str:
    if facts["who"] == "applicant":
        return _("The applicant does without a hearing.")
    return _("An interested person does without a hearing.")


def _withdrawn(facts: Facts) -> str:
    if facts["who"] == "applicant":
        return _("The applicant withdrew the request.")
    return _("An interested person withdrew the request.")


def _arranged(facts: Facts) -> str:
    return _("%(moment)s, %(place)s. %(chair)s presides.") % {
        "moment": moment(facts["starts_at"]),
        "place": facts["place"],
        "chair": facts["chair"],
    }


def _objected(facts: Facts) -> str:
    return _("It is decided before the hearing who presides.")


def _objection_answered(facts: Facts) -> str:
    return str(OUTCOMES[facts["outcome"]])


def _recorded(facts: Facts) -> str:
    return _("On %(day)s. The decision is made on its record.") % {"day": day(facts["day"])}


def _due(facts: Facts) -> str:
    days = {"until": day(facts["until"]), "day": day(facts["set_by"])}
    late = _(
        "Those concerned are told seven working days before, so that it cannot be held by "
        "%(until)s any more (art. 47). Set a day now; the reason stays on record."
    )
    near = _(
        "It is to be held by %(until)s (art. 47), and those concerned are told seven working "
        "days before: set day and place by %(day)s."
    )
    return (late if facts["stage"] == OVER else near) % days


def _called_off(facts: Facts) -> str:
    return str(facts["reason"])


TOLD: Mapping[str, Callable[[Facts], str]] = {
    "case.hearing_right_told": _right_told,
    "case.hearing_announced": _arranged,
    "case.hearing_applied": _applied,
    "case.hearing_waived": _waived,
    "case.hearing_withdrawn": _withdrawn,
    "case.hearing_arranged": _arranged,
    "case.hearing_objected": _objected,
    "case.hearing_objection_answered": _objection_answered,
    "case.hearing_recorded": _recorded,
    "case.hearing_called_off": _called_off,
}
NOTED: Mapping[str, Callable[[Facts], str]] = {
    "case.hearing_person_told": _person_told,
    "case.hearing_due": _due,
}


def person_notice(case: Case, kind: str, facts: Facts) -> tuple[str, str]:
    """Title and body of the message to an interested person: nothing of the applicant's papers."""
    event = TITLES[_AS_PERSON.get(kind, kind)]
    heading = _("%(event)s: %(item)s") % {"event": event, "item": case.version.name}
    lines = [
        _("An application touches your interests, so you may take part in its hearing."),
        _TO_PERSON[kind](facts),
        free_of_charge(facts)[0],
        _("Case number: %(number)s") % {"number": case.number},
        case.organisation.name,
    ]
    return heading[:200], "\n".join(line for line in lines if line)


def person_values(case: Case, title: str, body: str) -> dict[str, str]:
    """What fills the named places of a text of the site's own to such a person."""
    return {
        "event": title,
        "item": case.version.name,
        "number": case.number or "",
        "office": case.organisation.name,
        "sentence": body,
    }


def _may_ask(facts: Facts) -> str:
    return _(
        "You may ask this office for a hearing until %(until)s, in writing or at its counter; "
        "after that day the right is taken to be waived (art. 47)."
    ) % {"until": day(facts["until"])}


def _invited(facts: Facts) -> str:
    invited = _("You may bring evidence and state your case. Please bring your identity document.")
    return f"{_arranged(facts)} {invited}"


def _not_held(facts: Facts) -> str:
    return str(facts.get("reason") or _("The request was withdrawn; no hearing is held."))


_AS_PERSON = {
    "case.hearing_person_told": "case.hearing_right_told",
    "case.hearing_withdrawn": "case.hearing_called_off",
}
#: What interested persons hear of, and in which words.
_TO_PERSON: Mapping[str, Callable[[Facts], str]] = {
    "case.hearing_right_told": _may_ask,
    "case.hearing_person_told": _may_ask,
    "case.hearing_announced": _invited,
    "case.hearing_arranged": _invited,
    "case.hearing_called_off": _not_held,
    "case.hearing_withdrawn": _not_held,
}
TOLD_PERSONS = frozenset(_TO_PERSON)
HEARING_PERSON = "hearing.person"
HEARING_PERSON_TITLE = gettext_lazy("Hearing about an application of another person")

#: The titles of the notices the law wants in writing.
PAPERS: Mapping[str, Promise] = {
    "case.hearing_right_told": gettext_lazy("Notice of the right to a hearing"),
    "case.hearing_arranged": gettext_lazy("Notice of a hearing"),
    "case.hearing_announced": gettext_lazy("Notice of a hearing"),
}


def right_paper(facts: Facts) -> list[str]:
    """What the notice of the right to a hearing says (art. 47)."""
    return [
        _(
            "This licence directly touches important interests of the applicant and of others "
            "(Administrative Licensing Law, art. 47): %(reason)s"
        )
        % facts,
        _(
            "You have the right to a hearing. If you want one, ask this office for it by "
            "%(until)s, on the platform or in writing; after that day the right is taken to be "
            "waived."
        )
        % {"until": day(facts["until"])},
    ]


def free_of_charge(facts: Facts) -> list[str]:
    """How both notices end: who pays, and what else one may ask for."""
    return [_("Applicant and interested persons bear none of the costs of the hearing.")]


def day_paper(facts: Facts) -> list[str]:
    """What the notice of a hearing says (art. 48)."""
    place = {"moment": moment(facts["starts_at"]), "place": facts["place"]}
    is_open = _("It is held in public.") if facts["open"] else _("It is not held in public.")
    return [
        _("A hearing about this application is held at %(moment)s, in: %(place)s.") % place,
        is_open,
        _(
            "%(chair)s presides. If you hold that %(chair)s has a direct interest in the matter, "
            "you may ask that another preside (Administrative Licensing Law, art. 48)."
        )
        % facts,
        _(
            "You may bring evidence, state your case and question what is put forward; you confirm "
            "and sign the record. Please bring your identity document."
        ),
    ]
