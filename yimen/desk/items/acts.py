"""Acts on items in words: what each is, and what it does to running cases."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yimen.cases.queries import CasesOfItem
from yimen.catalogue.models import ItemAct
from yimen.catalogue.states import ActKind

#: What each kind of act means, where it is chosen.
MEANINGS: dict[str, Any] = {
    ActKind.CANCEL: gettext_lazy("The item leaves the list; nobody carries it on."),
    ActKind.TRANSFER: gettext_lazy("Another organisation carries it on under a code of its own."),
    ActKind.DELEGATE: gettext_lazy("An organisation of a lower level carries it on."),
    ActKind.TAKE_OVER: gettext_lazy("An organisation of yours carries it on from now on."),
    ActKind.MERGE: gettext_lazy("It becomes part of another item on the list."),
}
DONE = {
    "confirm": gettext_lazy("Confirmed."),
    "refuse": gettext_lazy("Refused; the editors are told why."),
    "withdraw": gettext_lazy("The proposal is withdrawn."),
    "call_off": gettext_lazy("Called off; nothing changes."),
}


def consequences(act: ItemAct, cases: CasesOfItem) -> list[str]:
    """What confirming the act does: to the list, to running cases, to applications begun."""
    said = [_on_the_list(act)]
    if cases.running:
        said.append(_running(act, cases.running))
    else:
        said.append(_("No case of this item is under way."))
    if cases.drafts and not act.keeps:
        said.append(
            ngettext(
                "%(count)s application that was begun and not handed in can no longer be handed"
                " in here.",
                "%(count)s applications that were begun and not handed in can no longer be handed"
                " in here.",
                cases.drafts,
            )
            % {"count": cases.drafts}
        )
    return said


def _on_the_list(act: ItemAct) -> str:
    facts = {
        "day": day(act.effective_on),
        "receiver": act.receiver.name if act.receiver else "",
        "giver": act.item.organisation.name,
        "code": act.code,
    }
    if act.kind == ActKind.CANCEL:
        return _("From %(day)s on nobody can apply; the item leaves the list for good.") % facts
    if act.kind == ActKind.MERGE:
        return _("From %(day)s on people apply for the item %(code)s of %(receiver)s instead.") % (
            facts
        )
    if act.keeps:
        return _(
            "From %(day)s on %(receiver)s offers the item under the code %(code)s as well;"
            " %(giver)s goes on."
        ) % (facts)
    return _(
        "From %(day)s on %(receiver)s offers the item under the code %(code)s; at %(giver)s it"
        " leaves the list."
    ) % (facts)


def _running(act: ItemAct, count: int) -> str:
    facts = {
        "count": count,
        "giver": act.item.organisation.name,
        "receiver": act.receiver.name if act.receiver else "",
    }
    if act.moves_cases:
        return (
            ngettext(
                "%(count)s running case goes to %(receiver)s with its open tasks. Version, number"
                " and time limits stay; the applicant is told.",
                "%(count)s running cases go to %(receiver)s with their open tasks. Version, number"
                " and time limits stay; the applicants are told.",
                count,
            )
            % facts
        )
    return (
        ngettext(
            "%(count)s running case is finished by %(giver)s, under the version it began with.",
            "%(count)s running cases are finished by %(giver)s, under the version they began with.",
            count,
        )
        % facts
    )


def day(value: date) -> str:
    """A day in words."""
    return date_format(value, "DATE_FORMAT")
