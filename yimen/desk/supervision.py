"""What the pages of supervision show around their rows: tabs, counts, acts of a card."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.desk.forms import supervision as forms
from yimen.desk.work import Chip, Menu, Tab
from yimen.files.models import Blob
from yimen.kernel.actor import Actor
from yimen.supervision.actions import cards
from yimen.supervision.messages.cards import TITLES
from yimen.supervision.permissions import is_supervisor
from yimen.supervision.queries.cards import (
    CardCounts,
    CardSheet,
    StepView,
    card_offices,
    card_rules,
)
from yimen.supervision.rules.queue import ALL, LATE, TO_DO, CardFilter
from yimen.supervision.states import PAST, CardState, Ground, Level, Measure

#: url name, word, and whether the page is only for those who supervise
PAGES = (
    ("desk:card_list", pgettext_lazy("page", "Cards"), True),
    ("desk:card_unit", _("Against us"), False),
    ("desk:card_near", _("Due soon"), False),
    ("desk:card_picture", _("Overview"), False),
    ("desk:card_bulletin", _("Bulletin"), False),
    ("desk:observation_list", pgettext_lazy("page", "At windows"), True),
    ("desk:camera_list", _("Cameras"), True),
    ("desk:rule_list", pgettext_lazy("supervision", "Rules"), False),
)


def tabs(actor: Actor, here: str) -> list[Tab]:
    """The pages of supervision that are this officer's."""
    return [
        Tab(word, reverse(name), name == here)
        for name, word, is_kept in PAGES
        if not is_kept or is_supervisor(actor)
    ]


def chips(wanted: CardFilter, counts: CardCounts) -> list[Chip]:
    """The filters with their counts."""
    shown: list[tuple[Any, str, int, str, str]] = [(_("All that wait"), "", counts.total, "", "")]
    shown += [
        (CardState(state).label, state, counts.states.get(state, 0), "", "") for state in TO_DO
    ]
    shown.append((pgettext_lazy("cards", "Late"), LATE, counts.late, "is-over", "alert"))
    plain = replace(wanted, state="")
    return [
        Chip(
            word,
            str(count),
            address(replace(plain, state=state)),
            wanted.state == state,
            tone if count else "",
            icon if count else "",
        )
        for word, state, count, tone, icon in shown
    ]


def menus(actor: Actor, wanted: CardFilter) -> list[Menu]:
    """The lists one narrows by."""
    states = {
        "": _("All that wait"),
        LATE: pgettext_lazy("cards", "Late"),
        ALL: _("All, ended too"),
    }
    states |= {state.value: state.label for state in CardState}
    levels = {"": _("All levels"), **{str(level.value): level.label for level in Level}}
    rules = {"": _("All rules"), **{code: f"{code} {name}" for code, name in card_rules(actor)}}
    offices = {"": _("All offices"), **{one.path: one.name for one in card_offices(actor)}}
    return [
        Menu("state", pgettext_lazy("of a card", "State"), list(states.items()), wanted.state),
        Menu("level", pgettext_lazy("of a card", "Level"), list(levels.items()), wanted.level),
        Menu("rule", _("Rule"), list(rules.items()), wanted.rule),
        Menu("office", _("Office"), list(offices.items()), wanted.office),
    ]


def address(wanted: CardFilter, **more: str) -> str:
    """The list narrowed so."""
    return f"?{urlencode({**wanted.query, **more})}"


@dataclass(frozen=True)
class CardAct:
    """A button of the card sheet: what it says, what it asks, what it does."""

    label: Any
    form: type[forms.CardForm]
    action: Any
    is_dangerous: bool = False
    warning: Any = ""


CARD_ACTS: Mapping[str, CardAct] = {
    "issue": CardAct(_("Issue the card"), forms.IssueForm, cards.issue_card),
    "explain": CardAct(_("Send the explanation"), forms.ExplainForm, cards.explain_card),
    "uphold": CardAct(
        _("Uphold"),
        forms.UpholdForm,
        cards.uphold_card,
        warning=_("The card stands; the unit has five working days to appeal."),
    ),
    "dismiss_appeal": CardAct(
        _("Dismiss the appeal"),
        forms.UpholdForm,
        cards.dismiss_appeal,
        warning=_("The card stands for good."),
    ),
    "allow_appeal": CardAct(
        _("Allow the appeal"),
        forms.TakeBackForm,
        cards.allow_appeal,
        warning=_("The card is withdrawn and counts no more."),
    ),
    "rectify": CardAct(_("Report it put right"), forms.RectifyForm, cards.rectify_card),
    "appeal": CardAct(
        pgettext_lazy("act", "Appeal"),
        forms.AppealForm,
        cards.appeal_card,
        warning=_("Somebody else than who upheld the card decides."),
    ),
    "hold_to_account": CardAct(
        pgettext_lazy("act", "Hold to account"),
        forms.AccountForm,
        cards.hold_to_account,
        is_dangerous=True,
        warning=_("The officer is told, and the measure stays on record with the card."),
    ),
    "withdraw": CardAct(
        _("Withdraw the card"),
        forms.TakeBackForm,
        cards.withdraw_card,
        warning=_("The card is withdrawn and counts no more."),
    ),
    "drop": CardAct(_("Do not issue"), forms.TakeBackForm, cards.drop_card),
}
#: Never the one primary act of a page, though nothing else may be open.
ASIDE = frozenset({"withdraw", "drop", "hold_to_account", "appeal", "allow_appeal"})


@dataclass(frozen=True)
class CardOffer:
    """An act this officer may do now, with its form as it stands."""

    move: str
    act: CardAct
    form: forms.CardForm


def card_offers(
    card: Any, moves: Any, bound: Mapping[str, forms.CardForm]
) -> tuple[CardOffer | None, list[CardOffer]]:
    """The primary act and the others; a bound form keeps what was typed."""
    found = [
        CardOffer(move, act, bound.get(move) or form_of(move, card))
        for move, act in CARD_ACTS.items()
        if move in moves or move in bound
    ]
    primary = next((offer for offer in found if offer.move not in ASIDE), None)
    return primary, [offer for offer in found if offer is not primary]


def form_of(move: str, card: Any, data: Any = None, files: Any = None) -> forms.CardForm:
    """The form of an act on a card."""
    return CARD_ACTS[move].form(data, files, card=card, auto_id=f"id_{move}_%s")


@dataclass(frozen=True)
class Happening:
    """A line of a card's timeline."""

    at: datetime
    title: Any
    who: Any = ""
    text: str = ""
    icon_name: str = ""
    files: tuple[dict[str, str], ...] = ()


def timeline(sheet: CardSheet) -> list[Happening]:
    """The steps of a card, newest first, down to the moment its level was reached."""
    found = [_happening(view) for view in sheet.steps]
    is_issued_by_hand = any(view.step.act == "issue" for view in sheet.steps)
    if sheet.card.issued_at and not is_issued_by_hand:
        at, word = sheet.card.issued_at, TITLES["issued"]
        found.append(Happening(at, word, _("by the rule"), icon_name="send"))
    reached = Happening(sheet.card.reached_at, _("The level was reached"), icon_name="clock")
    return [*sorted(found, key=lambda one: one.at, reverse=True), reached]


def _happening(view: StepView) -> Happening:
    step = view.step
    return Happening(
        step.at,
        TITLES[PAST.get(step.act, step.act)],
        step.by.name if step.by else _("by the platform"),
        " · ".join(_said(view)),
        files=tuple(_paper(step.card_id, blob) for blob in view.papers),
    )


def _said(view: StepView) -> Iterator[str]:
    if view.step.ground:
        yield str(Ground(view.step.ground).label)
    if view.step.measure:
        yield str(Measure(view.step.measure).label)
    if view.officer is not None:
        yield view.officer.name
    if view.step.text:
        yield view.step.text


def _paper(card_id: UUID, blob: Blob) -> dict[str, str]:
    return {"name": blob.name, "link": reverse("desk:card_file", args=[card_id, blob.pk])}
