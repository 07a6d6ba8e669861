"""What the work list shows around its rows: tabs, counts that are filters, fields to look with."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yimen.cases.models import WorkView
from yimen.cases.queries import Page, WorkCounts, WorkRow
from yimen.cases.rules.work import (
    DUE,
    HOUSE,
    MINE,
    NEAR,
    NEWEST,
    OLDEST,
    OVER,
    POST,
    PREREVIEW,
    URGED,
    WorkFilter,
)

SCOPES: tuple[tuple[str, Any], ...] = (
    (POST, _("My posts")),
    (MINE, _("In my hands")),
    (HOUSE, _("My department")),
)
ONLINE = {"kind": PREREVIEW}
#: the filters that are also counts: word, what they set, tone when not nought, icon
FILTERS: tuple[tuple[Any, dict[str, str], str, str], ...] = (
    (_("All"), {}, "", ""),
    (_("To accept"), {"kind": "accept"}, "", ""),
    (_("Pre-review"), ONLINE, "", ""),
    (_("To examine"), {"kind": "examine"}, "", ""),
    (_("To decide"), {"kind": "decide"}, "", ""),
    (_("To deliver"), {"kind": "issue"}, "", ""),
    (_("Due within two days"), {"due": NEAR}, "is-near", "clock"),
    (_("Overdue"), {"due": OVER}, "is-over", "alert"),
)
ORDERS: dict[str, Any] = {
    DUE: _("Most urgent first"),
    OLDEST: _("Longest waiting first"),
    NEWEST: _("Newest first"),
}
CHANNELS: dict[str, Any] = {
    "": _("All channels"),
    "online": pgettext_lazy("channel of filing", "online"),
    "counter": pgettext_lazy("channel of filing", "at the window"),
    "station": pgettext_lazy("channel of filing", "at a station"),
    "api": pgettext_lazy("channel of filing", "other systems"),
}
#: Every kind of link, for those who look for one the counts do not name.
KINDS: dict[str, Any] = {
    "": _("All links"),
    "accept": _("To accept"),
    PREREVIEW: _("Pre-review"),
    "examine": _("To examine"),
    "advise": pgettext_lazy("kind of link", "Opinion"),
    "site_visit": pgettext_lazy("kind of link", "Site visit"),
    "expert_review": pgettext_lazy("kind of link", "Expert review"),
    "hearing": pgettext_lazy("kind of link", "Hearing"),
    "public_notice": pgettext_lazy("kind of link", "Public notice"),
    "countersign": pgettext_lazy("kind of link", "Counter-signature"),
    "decide": _("To decide"),
    "issue": _("To deliver"),
}
DUES: dict[str, Any] = {
    "": _("Any due day"),
    NEAR: _("Due within two days"),
    OVER: _("Overdue"),
    URGED: _("Urged"),
}


@dataclass(frozen=True)
class Column:
    """A column one may choose: its heading, and what a workbook writes in it."""

    word: Any
    cell: Callable[[WorkRow], Any]


COLUMNS: dict[str, Column] = {
    "link": Column(_("Link"), lambda row: row.task.name),
    "time": Column(_("Working days left"), lambda row: _days_left(row)),
    "due": Column(_("Due day"), lambda row: f"{_due(row) or ''}"),
    "holder": Column(_("Held by"), lambda row: row.task.holder.name if row.task.holder else ""),
    "filed": Column(_("Filed on"), lambda row: f"{timezone.localdate(row.case.filed_at)}"),
    "channel": Column(_("Channel"), lambda row: str(CHANNELS.get(row.case.channel, ""))),
    "office": Column(pgettext_lazy("of a case", "Office"), lambda row: row.case.organisation.name),
    "marks": Column(_("Marks"), lambda row: "、".join(_marks(row))),
}


def _due(row: WorkRow) -> Any:
    return row.clock.current.due if row.clock.current else None


def _days_left(row: WorkRow) -> int | str:
    """Less than nought when it is over; nothing where no limit runs."""
    figure = row.clock.current
    if figure is None:
        return ""
    return -figure.days_over if figure.is_over else figure.days_left


def _marks(row: WorkRow) -> Iterator[str]:
    if row.case.tells_state:
        yield str(row.case.get_state_display())
    if row.case.is_green:
        yield gettext("Green channel")
    if row.case.is_urged:
        yield gettext("Urged")


def headings(wanted: WorkFilter) -> list[str]:
    """What stands above the columns of a workbook."""
    first = [gettext("Item"), gettext("Applicant"), gettext("Case number")]
    return [*first, *(str(COLUMNS[name].word) for name in wanted.shown)]


def caption(page: Page[WorkRow], today: date) -> str:
    """What stands on top of a workbook; that it is not all is said where it is so."""
    words = f"{gettext('My work')} {today}"
    if not page.next:
        return words
    cut = gettext("the first %(count)s lines; there are more") % {"count": len(page.rows)}
    return f"{words} · {cut}"


def lines(wanted: WorkFilter, rows: Iterable[WorkRow]) -> Iterator[list[Any]]:
    """The list as lines of a workbook, in the columns that are shown."""
    for row in rows:
        first = [row.item_name, row.applicant_name, row.case.number]
        yield [*first, *(COLUMNS[name].cell(row) for name in wanted.shown)]


@dataclass(frozen=True)
class Tab:
    """A way to the list: one of the three scopes, or a view of one's own."""

    word: Any
    link: str
    is_current: bool
    view_id: UUID | None = None


@dataclass(frozen=True)
class Chip:
    """A filter that is also a count."""

    word: Any
    count: str
    link: str
    is_current: bool
    tone: str
    icon_name: str


@dataclass(frozen=True)
class Menu:
    """A field of the form that narrows the list."""

    name: str
    label: Any
    choices: Sequence[tuple[str, Any]]
    chosen: str


def tabs(wanted: WorkFilter, views: Iterable[WorkView]) -> list[Tab]:
    """The scopes, then one's own views; at most one is where we are."""
    kept = [(view, WorkFilter.read(view.query)) for view in views]
    here = next((view.pk for view, saved in kept if saved == wanted), None)
    scopes = [
        Tab(
            word,
            address(WorkFilter(scope=scope, columns=wanted.columns)),
            here is None and scope == wanted.scope,
        )
        for scope, word in SCOPES
    ]
    return scopes + [Tab(v.name, address(saved), v.pk == here, v.pk) for v, saved in kept]


def chips(wanted: WorkFilter, counts: WorkCounts) -> list[Chip]:
    """The filters with their counts, within the scope; order and columns are kept."""
    plain = WorkFilter(scope=wanted.scope, order=wanted.order, columns=wanted.columns)
    found = []
    for word, query, tone, icon_name in FILTERS:
        count = _count(counts, **query)
        link = replace(plain, **query)
        if query == ONLINE and not count and link != wanted:
            continue  # few offices have any
        found.append(
            Chip(
                word,
                _figure(
                    count, is_exact=counts.is_all or ("due" in query and counts.is_all_pressing)
                ),
                address(link),
                link == wanted,
                tone if count else "",
                icon_name if count else "",
            )
        )
    return found


def menus(wanted: WorkFilter) -> list[Menu]:
    """The lists one chooses from."""
    return [
        Menu("kind", _("Link"), list(KINDS.items()), wanted.kind),
        Menu("due", pgettext_lazy("of a task", "Due"), list(DUES.items()), wanted.due),
        Menu("channel", _("Channel"), list(CHANNELS.items()), wanted.channel),
        Menu("order", _("Order"), list(ORDERS.items()), wanted.order),
    ]


def address(wanted: WorkFilter, **more: str) -> str:
    """The list narrowed so."""
    return f"?{urlencode({**wanted.query, **more})}"


def _count(counts: WorkCounts, kind: str = "", due: str = "") -> int:
    if kind:
        return counts.kinds.get(kind, 0)
    return {"": counts.total, NEAR: counts.near, OVER: counts.over}[due]


def _figure(count: int, *, is_exact: bool) -> str:
    """A count; one of the most urgent alone is said to be more, and nothing where it found none."""
    if is_exact:
        return str(count)
    return f"{count}+" if count else ""
