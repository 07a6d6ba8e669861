"""Words about cards: what happened, each step, whom it concerns."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from yimen.notify.ports import MessageKind
from yimen.supervision.messages.conduct import in_words
from yimen.supervision.models import Card
from yimen.supervision.states import CardState, Level

#: What happened to a card, as its timeline and the messages say it.
TITLES: Mapping[str, Promise] = {
    "made": pgettext_lazy("card", "Waits to be issued"),
    "observe": pgettext_lazy("card", "Found at a window"),
    "issued": pgettext_lazy("card", "Issued"),
    "dropped": pgettext_lazy("card", "Not issued"),
    "explained": pgettext_lazy("card", "Explained by the unit"),
    "upheld": pgettext_lazy("card", "Upheld"),
    "withdrawn": pgettext_lazy("card", "Withdrawn"),
    "appealed": pgettext_lazy("card", "The unit appealed"),
    "appeal_dismissed": pgettext_lazy("card", "Upheld on appeal"),
    "appeal_allowed": pgettext_lazy("card", "Withdrawn on appeal"),
    "rectified": pgettext_lazy("card", "Put right"),
    "held_to_account": pgettext_lazy("card", "Held to account"),
    "retracted": pgettext_lazy("card", "Withdrawn, because it turned out untrue"),
}

#: What is asked of whom next, by state; of a warning nothing is.
NEXT: Mapping[str, Promise] = {
    CardState.TO_ISSUE: gettext_lazy("A supervisor issues it or drops it."),
    CardState.ISSUED: gettext_lazy("The unit explains how it came about."),
    CardState.EXPLAINED: gettext_lazy("A supervisor reviews the explanation."),
    CardState.UPHELD: gettext_lazy("The unit puts it right, or appeals."),
    CardState.APPEALED: gettext_lazy("Somebody else than who upheld it hears the appeal."),
    CardState.FINAL: gettext_lazy("The unit puts it right."),
}

#: The colour of a state.
TONES: Mapping[str, str] = {
    CardState.TO_ISSUE: "near",
    CardState.ISSUED: "active",
    CardState.EXPLAINED: "active",
    CardState.UPHELD: "bad",
    CardState.APPEALED: "paused",
    CardState.FINAL: "bad",
    CardState.RECTIFIED: "good",
    CardState.ACCOUNTED: "plain",
    CardState.WITHDRAWN: "plain",
}

#: The colour of a level: never alone, the word stands beside it.
LEVEL_TONES: Mapping[int, str] = {Level.WARNING: "active", Level.YELLOW: "near", Level.RED: "bad"}


def headline(card: Card) -> str:
    """What the card is about, in the words of its rule."""
    if (get_language() or "").startswith("en") and card.rule.name_en:
        return card.rule.name_en
    return card.rule.name


def stated(card: Card) -> str:
    """What happened, from the text of the rule and the facts of the card."""
    texts = card.rule.texts.get(str(card.level), {})
    language = "en" if (get_language() or "").startswith("en") else "zh"
    text = texts.get(language) or texts.get("zh", "")
    return text.format_map(_Places(_told(card))) if text else _plainly(card)


class _Places(dict[str, Any]):
    """A place nobody filled stays visible instead of breaking the page."""

    def __missing__(self, place: str) -> str:
        return "…"


def _told(card: Card) -> dict[str, Any]:
    facts = {name: _said(value) for name, value in in_words(card.facts).items()}
    facts |= {"office": card.organisation.name, "level": Level(card.level).label}
    if card.case is not None:
        facts |= {"item": card.case.version.name, "number": card.case.number or ""}
    return facts


def _said(value: Any) -> Any:
    day = day_of(value)
    return date_format(day, "DATE_FORMAT") if day else value


def day_of(value: Any) -> date | None:
    """The day a fact names, if it names one."""
    if not isinstance(value, str) or len(value) < 10:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _plainly(card: Card) -> str:
    facts = card.facts
    if "used" in facts and "limit" in facts:
        words = _("%(used)s working days were used of %(limit)s.")
        return words % {"used": facts["used"], "limit": facts["limit"]}
    return headline(card)


def card_notice(card: Card, past: str) -> tuple[str, str]:
    """Title and text of a message about what happened to a card, in the language in force."""
    title = _("%(level)s %(number)s: %(event)s") % {
        "level": Level(card.level).label,
        "number": card.number or "",
        "event": TITLES[past],
    }
    lines = [f"{headline(card)} · {card.organisation.name}", stated(card)]
    if card.case is not None:
        lines.append(f"{card.case.version.name} {card.case.number or ''}")
    if card.due_on is not None and card.state in NEXT:
        due = date_format(card.due_on, "DATE_FORMAT")
        lines.append(_("%(next)s By %(day)s.") % {"next": NEXT[card.state], "day": due})
    return title.replace("  ", " ").replace(" :", ":"), "\n".join(lines)


def card_kinds(pasts: frozenset[str]) -> list[MessageKind]:
    """The kinds of messages about cards, for the outbox: their texts can be rewritten there."""
    places: dict[str, str | Promise] = {
        "event": pgettext_lazy("card", "Upheld"),
        "level": pgettext_lazy("card level", "Yellow card"),
        "number": "JC20260520000001",
        "rule": gettext_lazy("Past the promise"),
        "office": gettext_lazy("Market Regulation Bureau"),
        "sentence": gettext_lazy("11 working days were used of 10."),
        "link": "https://zwfw.example.gov.cn/desk/supervision/…",
    }
    return [
        MessageKind(f"desk.card.{past}", TITLES[past], "work", places) for past in sorted(pasts)
    ]


def card_values(card: Card, past: str) -> dict[str, str]:
    """What fills the named places of a text, in the language in force."""
    return {
        "event": str(TITLES[past]),
        "level": str(Level(card.level).label),
        "number": card.number or "",
        "rule": headline(card),
        "office": card.organisation.name,
        "sentence": stated(card),
    }
