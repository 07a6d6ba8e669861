"""Promises, deliveries, and what becomes of results, as lines of the timeline."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yimen.cases.messages.words import WAYS, day

Facts = Mapping[str, Any]

TITLES: Mapping[str, Promise] = {
    "case.owed_handed_in": gettext_lazy("Promised paper handed in"),
    "case.owed_soon": gettext_lazy("Promised paper is due soon"),
    "case.owed_today": gettext_lazy("Promised paper is due today"),
    "case.owed_late": gettext_lazy("Promised paper did not come"),
    "case.commitment_checked": gettext_lazy("Commitment checked"),
    "case.decision_checked": gettext_lazy("Instant decision looked at"),
    "case.record_lifted": gettext_lazy("Broken promise lifted from the record"),
    "case.delivery_chosen": gettext_lazy("Way of delivery chosen"),
    "case.result_corrected": gettext_lazy("Result corrected"),
    "case.result_revoked": gettext_lazy("Result revoked"),
    "case.result_recalled": gettext_lazy("Result withdrawn by the authority"),
    "case.result_annulled": gettext_lazy("Result annulled"),
    "case.result_expired": gettext_lazy("Result expired"),
    "case.result_replaced": gettext_lazy("Result replaced by a new one"),
}

ICONS: Mapping[str, str] = {
    "case.owed_handed_in": "upload",
    "case.owed_soon": "clock",
    "case.owed_today": "clock",
    "case.owed_late": "alert",
    "case.commitment_checked": "eye",
    "case.decision_checked": "eye",
    "case.record_lifted": "check",
    "case.delivery_chosen": "mail",
    "case.result_corrected": "edit",
    "case.result_revoked": "refused",
    "case.result_recalled": "back",
    "case.result_annulled": "close",
    "case.result_expired": "clock",
    "case.result_replaced": "arrow",
}

#: What follows when a paper does not come by its day, as the applicant is told.
BREACHES: Mapping[str, Promise] = {
    "hold": gettext_lazy("nothing is granted before the paper is in"),
    "end": gettext_lazy("the case is ended"),
    "record": gettext_lazy("the breach is put on record and the result may be revoked"),
}

#: On which grounds a result loses its force (arts. 8, 69 and 70).
RESULT_GROUNDS: Mapping[str, Mapping[str, Promise]] = {
    "revoke": {
        "abuse": gettext_lazy("Officers abused their power or neglected their duty (art. 69(1))"),
        "beyond_power": gettext_lazy("Granted beyond the authority's power (art. 69(2))"),
        "procedure": gettext_lazy("Granted against lawful procedure (art. 69(3))"),
        "unqualified": gettext_lazy("The applicant was not qualified (art. 69(4))"),
        "other_law": gettext_lazy("Another case the law names (art. 69(5))"),
        "fraud": gettext_lazy("Obtained by fraud or bribery; must be revoked (art. 69)"),
    },
    "recall": {
        "law_changed": gettext_lazy("The law it rests on was changed or repealed (art. 8)"),
        "circumstances": gettext_lazy("The circumstances changed greatly (art. 8)"),
    },
    "annul": {
        "not_renewed": gettext_lazy("Expired and not renewed (art. 70(1))"),
        "person_gone": gettext_lazy("The holder died or lost capacity (art. 70(2))"),
        "body_gone": gettext_lazy("The holding organisation ended (art. 70(3))"),
        "ended": gettext_lazy("Revoked, withdrawn, or the licence taken away (art. 70(4))"),
        "force_majeure": gettext_lazy("Cannot be carried out by force majeure (art. 70(5))"),
        "other_law": gettext_lazy("Another case the law names (art. 70(6))"),
    },
}
REVOKERS: Mapping[str, Promise] = {
    "own": pgettext_lazy("who revokes", "the authority that decided"),
    "superior": pgettext_lazy("who revokes", "its superior authority"),
}


def owed_sentence(facts: Facts) -> str:
    """Which papers are still to come, by when; empty if none are."""
    owed = facts.get("owed") or []
    if not owed:
        return ""
    papers = "；".join(
        _("“%(paper)s” by %(day)s") % {"paper": one["paper"], "day": day(one["due"])}
        for one in owed
    )
    return _("Still to come: %(papers)s.") % {"papers": papers}


def instant_sentence(facts: Facts) -> str:
    """By which line of which table it was decided at once; empty if an officer did."""
    found = facts.get("instant")
    if not found:
        return ""
    told = {"table": found["name"], "line": found["line"] + 1}
    return _("Decided at once by line %(line)s of the table “%(table)s”.") % told


def _handed_in(facts: Facts) -> str:
    return str(facts.get("paper", ""))


def _reminder(facts: Facts) -> str:
    return _("“%(paper)s” is to be handed in by %(day)s; otherwise %(breach)s.") % _owed(facts)


def _late(facts: Facts) -> str:
    return _("“%(paper)s” was to be handed in by %(day)s: %(breach)s.") % _owed(facts)


def _owed(facts: Facts) -> dict[str, object]:
    breach = BREACHES.get(facts["breach"], "")
    return {"paper": facts["paper"], "day": day(facts["due"]), "breach": breach}


def _checked(facts: Facts) -> str:
    paper = {"paper": facts.get("paper", "")}
    if facts["result"] == "right":
        return _("What you declared instead of “%(paper)s” was checked and is right.") % paper
    return (
        _(
            "What you declared instead of “%(paper)s” is not true. This is put on record; until it "
            "is lifted, papers cannot be promised."
        )
        % paper
    )


def _decision_checked(facts: Facts) -> str:
    return _("It is right.") if facts["result"] == "right" else _("It is not right.")


def _delivery_chosen(facts: Facts) -> str:
    return str(WAYS.get(facts["way"], ""))


def _ended(move: str) -> Callable[[Facts], str]:
    def sentence(facts: Facts) -> str:
        ground = RESULT_GROUNDS[move].get(facts["ground"], "")
        parts = [f"{ground}。", facts.get("reason", "")]
        if facts.get("compensation"):
            parts.append(_("Compensation: %(words)s") % {"words": facts["compensation"]})
        return " ".join(str(part) for part in parts if part)

    return sentence


def _corrected(facts: Facts) -> str:
    return _("“%(wrong)s” now reads “%(right)s”.") % facts


def _expired(facts: Facts) -> str:
    return _("It was valid until %(day)s.") % {"day": day(facts["until"])}


TOLD: Mapping[str, Callable[[Facts], str]] = {
    "case.owed_handed_in": _handed_in,
    "case.owed_soon": _reminder,
    "case.owed_today": _reminder,
    "case.owed_late": _late,
    "case.commitment_checked": _checked,
    "case.decision_checked": _decision_checked,
    "case.delivery_chosen": _delivery_chosen,
    "case.result_corrected": _corrected,
    "case.result_revoked": _ended("revoke"),
    "case.result_recalled": _ended("recall"),
    "case.result_annulled": _ended("annul"),
    "case.result_expired": _expired,
}
