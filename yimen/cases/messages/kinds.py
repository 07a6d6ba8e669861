"""What people are told of cases, as the outbox knows it: kinds, groups and named places."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yimen.cases.messages.acts import TITLES, noted, title, told
from yimen.cases.models import Case
from yimen.notify.ports import MessageKind

#: To what group of the account page a kind belongs; the rest is progress.
GROUPS = {
    "case.filed": "receipts",
    "case.withdrawn": "receipts",
    "case.supplement_requested": "asked",
    "case.applicant_reminded": "asked",
    "case.hearing_right_told": "asked",
    "case.hearing_announced": "asked",
    "case.hearing_arranged": "asked",
    "case.declined": "results",
    "case.granted": "results",
    "case.refused": "results",
    "case.result_made": "results",
    "case.delivered": "results",
    "case.terminated": "results",
}
#: Named places of a text, each with what it may look like.
PLACES: Mapping[str, str | Promise] = {
    "event": _("Application accepted"),
    "item": _("Food business licence"),
    "number": "113600MB0000000000220260520001",
    "office": _("Market Regulation Bureau"),
    "applicant": _("Wang Fang"),
    "sentence": _("A decision is promised by 29 May 2026."),
    "link": "https://zwfw.example.gov.cn/cases/…",
}
#: Those of a text to an interested person, who is told nothing of the applicant.
PERSON_PLACES = {
    name: PLACES[name] for name in ("event", "item", "number", "office", "sentence", "link")
}


def message_kinds(applicants: frozenset[str], officers: frozenset[str]) -> list[MessageKind]:
    """The kinds of messages to applicants and, apart from them, to officers."""
    told_to = [(kind, kind, GROUPS.get(kind, "progress")) for kind in sorted(applicants)]
    told_to += [(f"desk.{kind}", kind, "work") for kind in sorted(officers)]
    return [
        MessageKind(name, TITLES[kind], group, PLACES)
        for name, kind, group in told_to
        if kind in TITLES
    ]


def message_values(
    case: Case, kind: str, facts: Mapping[str, Any], *, is_officer: bool
) -> dict[str, str]:
    """What fills the named places of a text, in the language in force."""
    tell = noted if is_officer else told
    return {
        "event": title(kind),
        "item": case.version.name,
        "number": case.number or "",
        "office": case.organisation.name,
        "applicant": case.applicant.name,
        "sentence": tell(kind, facts),
    }
