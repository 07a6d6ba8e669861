"""What the answers about one's situation come to, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.elements import Fee, Material
from yimen.catalogue.rules.situations import Narrowed, gone_and_come
from yimen.portal import guide
from yimen.ui.templatetags.ui import yuan


@dataclass(frozen=True, slots=True)
class Outcome:
    """The guide in one line, for these answers."""

    is_settled: bool
    papers: str
    time: str
    cost: str
    left_out: int  #: papers of the item that are not needed


def outcome(version: ItemVersion, narrowed: Narrowed) -> Outcome:
    """How many papers, how long, how much: for who answered so."""
    return Outcome(
        is_settled=narrowed.is_settled,
        papers=_papers(version, narrowed),
        time=guide.promise(version),
        cost=cost(narrowed),
        left_out=len(version.materials) - len(narrowed.materials),
    )


def _papers(version: ItemVersion, narrowed: Narrowed) -> str:
    most, all_of_them = len(narrowed.materials), len(version.materials)
    least = most - sum(1 for name, _key in narrowed.depends if name == "materials")
    if least < most:
        return _("%(least)s to %(most)s of %(all)s papers") % {
            "least": least,
            "most": most,
            "all": all_of_them,
        }
    words = ngettext("%(n)s of %(all)s papers", "%(n)s of %(all)s papers", most)
    return words % {"n": most, "all": all_of_them}


def cost(narrowed: Narrowed) -> str:
    """What it costs: nothing, a sum, or a charge whose amount depends on the case."""
    if not narrowed.fees:
        return _("Free of charge")
    amounts = [fee.amount_fen for fee in narrowed.fees]
    known = [amount for amount in amounts if amount is not None]
    is_sure = not any(name == "fees" for name, _key in narrowed.depends)
    return yuan(sum(known)) if is_sure and len(known) == len(amounts) else _("Charged")


def what_changed(before: Narrowed, after: Narrowed) -> list[str]:
    """What other answers take away and bring, in sentences."""
    gone, come = gone_and_come(before, after)
    sentences = []
    if gone:
        sentences.append(_("No longer needed: %(names)s") % {"names": _names(gone)})
    if come:
        sentences.append(_("Now needed: %(names)s") % {"names": _names(come)})
    return sentences


def _names(rows: list[Material | Fee]) -> str:
    return "、".join(row.name for row in rows)
