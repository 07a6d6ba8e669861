"""What a bulletin says, in words and cells, and how it is set on paper."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from yimen.kernel.typesetting import pdf
from yimen.supervision.messages.cards import headline, stated
from yimen.supervision.models import Card
from yimen.supervision.states import Level
from yimen.ui.templatetags.ui import cn_date, cn_datetime, cn_month, group4, in_language

SOURCE = Path(__file__).parent / "papers" / "bulletin.typ"


def title(month: date) -> str:
    """The name of the bulletin of a month."""
    return _("Bulletin of supervision, %(month)s") % {"month": cn_month(month)}


def sums(rows: Sequence[Card]) -> str:
    """How many cards of each level against how many offices, in a sentence."""
    red = sum(card.level == Level.RED for card in rows)
    offices = len({card.organisation_id for card in rows})
    words = ngettext(
        "%(red)s red and %(yellow)s yellow cards stand against %(offices)s office.",
        "%(red)s red and %(yellow)s yellow cards stand against %(offices)s offices.",
        offices,
    )
    return words % {"red": red, "yellow": len(rows) - red, "offices": offices}


def headings() -> list[str]:
    """Over the columns of the workbook."""
    return [
        _("Office"),
        _("Region"),
        _("Number of the card"),
        pgettext("of a card", "Level"),
        _("Rule"),
        _("Item"),
        _("Case number"),
        _("Reached"),
        pgettext("card", "What happened"),
        pgettext("of a card", "State"),
    ]


def lines(rows: Sequence[Card]) -> Iterator[list[Any]]:
    """One line of the workbook for each card."""
    for card in rows:
        yield [
            in_language(card.organisation),
            card.organisation.region.name,
            card.number or "",
            str(Level(card.level).label),
            f"{card.code} {headline(card)}",
            in_language(card.case.version) if card.case else "",
            (card.case.number or "") if card.case else "",
            timezone.localtime(card.reached_at).strftime("%Y-%m-%d %H:%M"),
            stated(card),
            card.get_state_display(),
        ]


def bulletin_pdf(
    rows: Sequence[Card],
    month: date,
    scores: Mapping[str, Any],
    *,
    house: Sequence[str],
    at: datetime,
) -> bytes:
    """The bulletin as PDF/A, in the reader's language: the scores, then the cards."""
    english = (get_language() or "").startswith("en")
    data = {
        "title": title(month),
        "subtitle": "、".join(house[:1]),
        "language": "en" if english else "zh",
        "country": "gb" if english else "cn",
        "sums": sums(rows),
        "scores": scores,
        "footer": _("As of %(at)s.") % {"at": cn_datetime(at)},
        "heads": [
            pgettext("of a card", "Level"),
            _("Number of the card"),
            pgettext("card", "What happened"),
            _("Reached"),
            pgettext("of a card", "State"),
        ],
        "offices": [
            {"name": str(in_language(office)), "rows": [_cells(card) for card in cards]}
            for office, cards in groupby(rows, lambda card: card.organisation)
        ],
        "none": _("No yellow and no red card of this month stands."),
    }
    return pdf(SOURCE, data, at=at)


def _cells(card: Card) -> list[str]:
    what = f"{headline(card)}\n{stated(card)}"
    if card.case:
        what += f"\n{in_language(card.case.version)}\n{group4(card.case.number or '')}"
    level, state = str(Level(card.level).label), str(card.get_state_display())
    return [level, card.number or "", what, cn_date(card.reached_at), state]
