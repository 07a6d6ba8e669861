"""The guide of an item as a paper: the same facts as its page, for typst to set."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.queries import code_name
from yimen.catalogue.rules.situations import Narrowed
from yimen.kernel.typesetting import pdf
from yimen.portal import guide
from yimen.ui.situations import query_of
from yimen.ui.templatetags.ui import cn_date, group4, in_language, yuan

SOURCE = Path(__file__).parent / "papers" / "guide.typ"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a text, a table, or both; `widths` are the shares of the columns."""

    heading: str
    text: str = ""
    heads: list[str] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def guide_address(item: ServiceItem, answers: Mapping[str, Any] | None = None) -> str:
    """Where the guide is read, from anywhere; with answers, as it is narrowed by them."""
    address = str(settings.PUBLIC_URL) + reverse("portal:item_guide", args=[item.code])
    return f"{address}?{query_of(answers)}" if answers else address


def guide_pdf(
    item: ServiceItem, version: ItemVersion, narrowed: Narrowed, *, at: datetime
) -> bytes:
    """The full guide (办事指南) as PDF/A, in the reader's language, for one's own situation."""
    english = (get_language() or "").startswith("en")
    address = guide_address(item, narrowed.answers)
    office = str(in_language(item.organisation))
    kind = code_name("item_type", version.item_type, item.scheme)
    data = {
        "title": str(in_language(version)),
        "department": office,
        "subtitle": f"{office} · {kind}",
        "language": "en" if english else "zh",
        "country": "gb" if english else "cn",
        "address": address,
        "qr": _qr(address),
        "footer": _("Version %(number)s of %(day)s · %(address)s")
        % {"number": version.number, "day": cn_date(version.published_at), "address": address},
        "facts": [
            {"label": fact.label, "value": fact.value, "note": fact.note}
            for fact in guide.facts(version)
        ],
        "sections": [asdict(section) for section in _sections(item, version, narrowed, kind)],
    }
    return pdf(SOURCE, data, at=at)


def _qr(text: str) -> str:
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="svg", scale=4, border=0)
    return picture.getvalue().decode()


def _sections(
    item: ServiceItem, version: ItemVersion, narrowed: Narrowed, kind: str
) -> Iterable[Section]:
    """Those that say something."""
    sections = (
        Section(_("Conditions"), _conditions(version, narrowed)),
        _materials(version, narrowed),
        _links(version, narrowed),
        _fees(version, narrowed),
        _bases(version),
        _places(item, version),
        _questions(version),
        _codes(item, version, kind),
    )
    return [section for section in sections if section.text or section.rows]


def _conditions(version: ItemVersion, narrowed: Narrowed) -> str:
    """What holds for all, then what some situations bring."""
    rows = guide.term_rows(version, narrowed)
    terms = [_joined(str(in_language(row["term"], "text")), row["only"]) for row in rows]
    return "\n".join(filter(None, [version.conditions, *terms]))


def _materials(version: ItemVersion, narrowed: Narrowed) -> Section:
    rows = [
        [
            _joined(row["material"].name, row["only"], row["material"].note),
            _joined(row["source"], row["material"].issuer),
            _joined(row["medium"], row["pieces"]),
            row["need"],
        ]
        for row in guide.material_rows(version, narrowed)
    ]
    heads = [_("Name of the paper"), _("Where it comes from"), _("Form"), _("Needed?")]
    none = "" if rows else _("No papers are needed: fill in the form and hand it in.")
    return Section(_("What to hand in"), none, heads, [9, 5, 4, 3], rows)


def _links(version: ItemVersion, narrowed: Narrowed) -> Section:
    rows = [
        [str(in_language(row["link"])), str(row["who"]), row["days"] or "—"]
        for row in guide.link_rows(version, narrowed)
    ]
    heads = [_("Step"), _("Who does it"), _("Within")]
    return Section(_("How it is handled"), "", heads, [2, 2, 1], rows)


def _fees(version: ItemVersion, narrowed: Narrowed) -> Section:
    rows = [
        [
            _joined(row["fee"].name, row["only"]),
            _joined(
                "" if row["fee"].amount_fen is None else yuan(row["fee"].amount_fen),
                row["fee"].standard,
            ),
            row["fee"].basis,
        ]
        for row in guide.fee_rows(version, narrowed)
    ]
    heads = [_("Fee"), _("Standard"), _("Basis")]
    return Section(_("Fees"), "" if rows else _("Free of charge"), heads, [2, 2, 3], rows)


def _bases(version: ItemVersion) -> Section:
    rows = [[f"{basis.law} {basis.article}".strip(), basis.text] for basis in version.basis_list]
    return Section(_("Legal bases"), "", [_("Law"), _("Wording")], [2, 5], rows)


def _places(item: ServiceItem, version: ItemVersion) -> Section:
    office = item.organisation
    rows = [
        [place.name, _joined(place.address, place.hours, place.phone)]
        for place in version.place_list
    ]
    if not rows and office.address:
        rows = [[str(in_language(office)), _joined(office.address, office.hours)]]
    phones = (
        (_("Questions"), version.consult_phone or office.phone),
        (_("Complaints"), version.complaint_phone or office.complaint_phone),
    )
    rows += [[label, phone] for label, phone in phones if phone]
    return Section(_("Where and when"), "", ["", ""], [2, 5], rows)


def _questions(version: ItemVersion) -> Section:
    rows = [[pair.question, pair.answer] for pair in version.question_list]
    return Section(_("Frequent questions"), "", ["", ""], [2, 4], rows)


def _codes(item: ServiceItem, version: ItemVersion, kind: str) -> Section:
    rows = [
        [_("Item code"), group4(item.code)],
        [_("Kind of item"), kind],
        [_("Level"), code_name("level", version.level, item.scheme)],
        [_("On the time limit"), version.limit_note],
        [_("On the visits"), version.visits_note],
    ]
    said = [row for row in rows if row[1]]
    return Section(_("About this item"), "", ["", ""], [2, 5], said)


def _joined(*parts: object) -> str:
    return "\n".join(str(part) for part in parts if part)
