"""What the pages of scores show around their rows: tabs, bars, figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yimen.desk.templatetags.scores import title_of
from yimen.desk.work import Tab
from yimen.desk.workbooks import Page
from yimen.figures.models import Score, ScoreKind
from yimen.figures.queries.scores import Scored
from yimen.figures.queries.sheets import MonthTotal
from yimen.kernel.actor import Actor
from yimen.supervision.states import KEEPER, SUPERVISOR, UNIT
from yimen.ui.templatetags.ui import in_language


def is_superior(actor: Actor) -> bool:
    """Whether the scores of officers are for him, beside his own."""
    return any(actor.holds(grant) for grant in (SUPERVISOR, KEEPER, UNIT))


def tabs(actor: Actor, here: str, month: date | None = None) -> list[Tab]:
    """The pages of scores that are this officer's."""
    of_month = f"&month={month:%Y-%m}" if month else ""
    pages: list[tuple[str, Any, str]] = []
    for kind in ScoreKind:
        if is_superior(actor) if kind == ScoreKind.STAFF else actor.reach("case."):
            link = f"{reverse('desk:score_list')}?kind={kind.value}{of_month}"
            pages.append((kind.value, kind.label, link))
    if actor.reach("case."):
        pages.append(("titles", pgettext_lazy("score", "Titles"), reverse("desk:title_list")))
    pages += [
        ("appeals", pgettext_lazy("score", "Appeals"), reverse("desk:score_appeals")),
        ("mine", _("My score"), reverse("desk:score_mine")),
    ]
    return [Tab(word, link, key == here) for key, word, link in pages]


@dataclass(frozen=True)
class Bar:
    """A score as a bar: what is left, what was added, what was taken off; one scale for all."""

    kept: int
    added: int
    lost: int
    scale: int

    @property
    def added_from(self) -> int:
        """Where the added part begins."""
        return self.kept

    @property
    def lost_from(self) -> int:
        """Where the lost part begins."""
        return self.kept + self.added


@dataclass(frozen=True)
class Row:
    """A line of the ranking."""

    scored: Scored
    bar: Bar

    @property
    def subject_id(self) -> Any:
        """The id in the address of the sheet."""
        one = self.scored.subject
        return one.staff or one.organisation


def rows(found: Sequence[Scored]) -> list[Row]:
    """The ranking with its bars."""
    scale = max((one.by.terms.full + one.score.added for one in found), default=100)
    return [Row(one, bar(one, scale)) for one in found]


def bar(one: Scored, scale: int = 0) -> Bar:
    """A score as a bar."""
    full, added = one.by.terms.full, one.score.added
    lost = min(one.score.taken, full)
    return Bar(full - lost, added, lost, scale or full + added)


def figures(found: Sequence[Scored]) -> list[dict[str, Any]]:
    """A month in four numbers."""
    if not found:
        return []
    totals = [one.total for one in found]
    average = f"{sum(totals) / len(totals):.1f}"
    clean = sum(not one.score.taken for one in found)
    return [
        {
            "label": _("Average"),
            "value": average,
            "icon_name": "progress",
        },
        {"label": _("Highest"), "value": max(totals), "icon_name": "star"},
        {"label": _("Lowest"), "value": min(totals), "icon_name": "down"},
        {
            "label": _("Nothing taken off"),
            "value": f"{clean} / {len(found)}",
            "icon_name": "done",
        },
    ]


def months(found: Sequence[MonthTotal]) -> list[tuple[MonthTotal, int]]:
    """Each month with the height of its column, of a hundred."""
    most = max(100, *(one.total for one in found))
    return [(one, 100 * one.total // most) for one in found]


def bulletin_headings() -> list[str]:
    """Over the columns of the scores in a bulletin."""
    return [
        gettext("Rank"),
        gettext("Office"),
        pgettext("points", "Taken off"),
        pgettext("points", "Added"),
        gettext("Score"),
    ]


def bulletin_lines(found: Sequence[Scored]) -> list[list[Any]]:
    """The ranking of a month as cells."""
    return [
        [one.rank, in_language(one.organisation), one.score.taken, one.score.added, one.total]
        for one in found
    ]


def bulletin_note(found: Sequence[Scored]) -> str:
    """Whether the scores of a bulletin can still move."""
    if all(one.closed for one in found):
        return gettext("Closed and published. What changes now is said in a later month.")
    return gettext("Not closed yet: it moves with every card and every decision.")


def titles_said(scores: Iterable[Score]) -> list[str]:
    """The titles of a month, one in a line: what it is called, and who has it."""
    return [
        f"{title_of(one)}：{one.staff.name if one.staff else in_language(one.organisation)}"
        for one in scores
    ]


def page(found: Sequence[Scored]) -> Page:
    """The scores of a bulletin as a sheet of its workbook."""
    title = bulletin_note(found)
    return Page(pgettext("page", "Scores"), title, bulletin_headings(), bulletin_lines(found))


def on_paper(found: Sequence[Scored], titled: Iterable[Score]) -> dict[str, Any]:
    """The scores of a bulletin as its paper sets them."""
    return {
        "title": pgettext("page", "Scores"),
        "note": bulletin_note(found),
        "heads": bulletin_headings(),
        "rows": [[str(cell) for cell in line] for line in bulletin_lines(found)],
        "titles": titles_said(titled),
    }
