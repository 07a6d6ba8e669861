"""The facts of an item version in the words of its guide."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from yimen.catalogue.messages import CHOICES
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import makers_of
from yimen.catalogue.rules.elements import Material
from yimen.catalogue.rules.situation_table import labels_of
from yimen.catalogue.rules.situations import Narrowed
from yimen.portal import words

INSTANT = "1"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the fact row."""

    label: str
    value: str
    note: str = ""
    icon_name: str = ""


def days(amount: int, unit: str) -> str:
    """A limit in words: 5 working days, 2 months."""
    if unit == ItemVersion.Unit.WORKING_DAYS:
        return ngettext("%(n)s working day", "%(n)s working days", amount) % {"n": amount}
    if unit == ItemVersion.Unit.MONTHS:
        return ngettext("%(n)s month", "%(n)s months", amount) % {"n": amount}
    return ngettext("%(n)s calendar day", "%(n)s calendar days", amount) % {"n": amount}


def promise(version: ItemVersion) -> str:
    """How long it takes at most, in a few words."""
    if version.pace == INSTANT:
        return _("At once")
    if version.promised_days is not None:
        return days(version.promised_days, version.promised_unit)
    if version.legal_days is not None:
        return days(version.legal_days, version.legal_unit)
    return _("No fixed limit")


def pace_words(version: ItemVersion) -> str:
    """The same for a list, where it has to say what kind of limit it is."""
    if version.pace == INSTANT:
        return _("At once")
    if version.promised_days is not None:
        return _("Promised: %(limit)s") % {"limit": promise(version)}
    if version.legal_days is not None:
        return _("By law %(legal)s") % {"legal": promise(version)}
    return _("No fixed limit")


def compression(version: ItemVersion) -> int | None:
    """By how many per cent the promise is shorter than the law's limit, in the same unit."""
    legal, promised = version.legal_days, version.promised_days
    if version.pace == INSTANT and legal:
        return None
    if not legal or promised is None or version.legal_unit != version.promised_unit:
        return None
    return round(100 * (legal - promised) / legal)


def time_note(version: ItemVersion) -> str:
    """What the law allows, and by how much the promise is shorter."""
    if version.legal_days is None:
        return _("The law sets no limit")
    legal = days(version.legal_days, version.legal_unit)
    saved = compression(version)
    if saved:
        return _("By law %(legal)s, shorter by %(saved)s%%") % {"legal": legal, "saved": saved}
    return _("By law %(legal)s") % {"legal": legal}


def facts(version: ItemVersion) -> list[Fact]:
    """The fact row: how long, how often to come, what it costs, what one gets."""
    visits = ngettext("%(n)s visit", "%(n)s visits", version.visits) % {"n": version.visits}
    label = _("Time") if version.pace == INSTANT else _("Promised time")
    result = version.result_name or _("No document is issued")
    return [
        Fact(label, promise(version), time_note(version), "clock"),
        Fact(
            _("Visits"),
            visits if version.visits else _("None needed"),
            _("All of it can be done online") if version.is_online and not version.visits else "",
            "visit",
        ),
        Fact(
            _("Fees"),
            _("Charged") if version.fees else _("Free of charge"),
            _("Standards below") if version.fees else "",
            "fee",
        ),
        Fact(_("Result"), result, "", "stamp"),
    ]


def material_rows(version: ItemVersion, narrowed: Narrowed | None = None) -> list[dict[str, Any]]:
    """Each material with where it comes from, whether it can follow, and which item issues it.

    Without answers about the situation, all of them, each with the situation that asks for it.
    """
    narrowed = narrowed or version.narrowed({})
    makers = makers_of(version, narrowed.materials)
    return [
        {
            "material": material,
            "source": words.SOURCES.get(material.source, ""),
            "medium": words.MEDIA.get(material.medium, ""),
            "pieces": _pieces(material),
            "need": need(material),
            "only": only_where(version, narrowed, "materials", material),
            "maker": makers.get(material.key),
            "files": attachments(version, material),
        }
        for material in narrowed.materials
    ]


def attachments(version: ItemVersion, material: Material) -> list[dict[str, Any]]:
    """The blank forms and samples to download for a paper, of the very version one reads."""
    return [
        {
            "kind": str(CHOICES["attachment"][one.kind]),
            "name": one.name,
            "size": one.size,
            "link": reverse(
                "portal:guide_file", args=[version.item.code, version.number, one.blob]
            ),
        }
        for one in material.files
    ]


def term_rows(version: ItemVersion, narrowed: Narrowed) -> list[dict[str, Any]]:
    """Each condition that some situations bring, with the situation while it is not sure."""
    return [
        {"term": term, "only": only_where(version, narrowed, "terms", term)}
        for term in narrowed.terms
    ]


def fee_rows(version: ItemVersion, narrowed: Narrowed) -> list[dict[str, Any]]:
    """Each charge, with the situation that brings it while that is not sure."""
    return [
        {"fee": fee, "only": only_where(version, narrowed, "fees", fee)} for fee in narrowed.fees
    ]


def only_where(version: ItemVersion, narrowed: Narrowed, name: str, row: Any) -> str:
    """In which situation a row applies, as long as that is not sure."""
    if (name, row.key) not in narrowed.depends:
        return ""
    english = (get_language() or "").startswith("en")
    where = labels_of(row.when, version.situation_list, english=english)
    return _("only: %(where)s") % {"where": where} if where else _("depends on your answers")


def _pieces(material: Any) -> str:
    """Originals and copies asked for."""
    parts = []
    if material.original:
        parts.append(
            ngettext("%(n)s original", "%(n)s originals", material.original)
            % {"n": material.original}
        )
    if material.copies:
        parts.append(
            ngettext("%(n)s copy", "%(n)s copies", material.copies) % {"n": material.copies}
        )
    return " · ".join(parts)


def need(material: Material) -> str:
    """Whether a paper must be there from the start, in a few words."""
    if material.can_follow:
        return _("may follow later")
    return _("required") if material.is_required else _("if it applies")


def link_rows(version: ItemVersion, narrowed: Narrowed | None = None) -> list[dict[str, Any]]:
    """Each link of the process: who does it, and by when."""
    return [
        {
            "link": link,
            "who": words.WHO.get(link.kind, ""),
            "days": days(link.days, ItemVersion.Unit.WORKING_DAYS) if link.days else "",
        }
        for link in (narrowed or version.narrowed({})).links
    ]
