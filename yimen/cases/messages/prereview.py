"""A pre-review (网上预审) as lines of the timeline."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.cases.messages.words import day

Facts = Mapping[str, Any]

TITLES: Mapping[str, Promise] = {
    "case.filed_for_prereview": gettext_lazy("Handed in for pre-review"),
    "case.sent_back": gettext_lazy("Sent back by pre-review"),
    "case.mended": gettext_lazy("Mended and handed in again"),
    "case.prereview_passed": gettext_lazy("Pre-review passed"),
    "case.originals_received": gettext_lazy("Originals received"),
    "case.lapsed": gettext_lazy("Pre-review ended without an application"),
    "case.applicant_reminded": gettext_lazy("Reminder: your last day is near"),
}

ICONS: Mapping[str, str] = {
    "case.filed_for_prereview": "send",
    "case.sent_back": "alert",
    "case.mended": "upload",
    "case.prereview_passed": "check",
    "case.originals_received": "file",
    "case.lapsed": "close",
    "case.applicant_reminded": "clock",
}


def _filed_for_prereview(facts: Facts) -> str:
    return _(
        "The number is %(number)s. The office looks at it online; the legal time limits begin "
        "when it has received the originals."
    ) % {"number": facts["number"]}


def _prereview_passed(facts: Facts) -> str:
    return _("Please bring to the counter by %(day)s: %(originals)s.") % {
        "day": day(facts["originals_by"]),
        "originals": facts["originals"],
    }


def _reminded(facts: Facts) -> str:
    if facts["awaited"] == "originals":
        return _(
            "Please bring to the counter by %(day)s: %(originals)s. Without them the pre-review "
            "ends and nothing is decided."
        ) % {"day": day(facts["day"]), "originals": facts["originals"]}
    return _("The office still waits for what it asked you for. Please hand it in by %(day)s.") % {
        "day": day(facts["day"])
    }


def _lapsed(facts: Facts) -> str:
    if facts["awaited"] == "originals":
        return _(
            "The originals did not come by %(day)s. Nothing is decided; you may apply again."
        ) % {"day": day(facts["day"])}
    return _("Nothing was mended by %(day)s. Nothing is decided; you may apply again.") % {
        "day": day(facts["day"])
    }


TOLD: Mapping[str, Callable[[Facts], str]] = {
    "case.filed_for_prereview": _filed_for_prereview,
    "case.prereview_passed": _prereview_passed,
    "case.lapsed": _lapsed,
    "case.applicant_reminded": _reminded,
}
