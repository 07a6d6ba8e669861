"""What desk templates may say. `{% load desk %}`."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.cases.messages import CLOSED_BY, CONCLUSIONS, DECISIONS, POINT_ANSWERS, TONES, day, title
from yimen.cases.messages.calendars import LIMITS
from yimen.cases.messages.words import REPROACHES
from yimen.cases.models import Opinion
from yimen.cases.queries.review import Judged
from yimen.cases.rules import batches
from yimen.catalogue.messages import CHOICES
from yimen.desk.work import CHANNELS as FILED_THROUGH
from yimen.desk.work import COLUMNS
from yimen.journal.ports import EntryView
from yimen.orgs.messages import described
from yimen.orgs.models import Organisation
from yimen.supervision.messages.cards import LEVEL_TONES
from yimen.supervision.messages.cards import NEXT as CARD_NEXT
from yimen.supervision.messages.cards import TONES as CARD_TONES
from yimen.supervision.messages.cards import headline as rule_of_card
from yimen.supervision.messages.cards import stated as said_of_card
from yimen.supervision.messages.rulebook import in_force, place_words, threshold_words
from yimen.supervision.messages.windows import OBSERVATION_TONES, finding_word
from yimen.supervision.states import Level, ObservationState

register = template.Library()

MANNERS = CHOICES["manner"]

#: What the record of a hearing says besides.
HEARING = {
    "told_on": pgettext_lazy("hearing", "told of the right on %(on)s"),
    "applied_on": pgettext_lazy("hearing", "applied for on %(on)s"),
    "announced_on": pgettext_lazy("hearing", "announced on %(on)s"),
}

#: Through which door somebody acted, as the record says it.
CHANNELS = {
    "online": pgettext_lazy("channel of an act", "on the site"),
    "counter": pgettext_lazy("channel of an act", "at the desk"),
    "api": pgettext_lazy("channel of an act", "through the interface"),
    "system": pgettext_lazy("channel of an act", "by the system"),
}


#: Why a case is not handled together with others.
KEPT_OUT = {
    batches.OTHER: _("another item, version or link: take it with its like"),
    batches.POINTS: _("it has checkpoints, which are answered case by case"),
    batches.TABLE: _("the decision table says something else than for the others"),
    batches.AGAINST: _("an opinion found the conditions not met: decide it by itself"),
}


@register.filter
def kept_out(reason: str) -> str:
    """Why a batch leaves a case as it is, in words."""
    return str(KEPT_OUT.get(reason, reason))


@register.filter
def tone(case: Any) -> str:
    """The colour of a case's state."""
    return TONES[case.state]


@register.filter
def act_title(entry: EntryView) -> str:
    """The act of a journal entry in words."""
    return str(title(entry.kind))


@register.filter
def number_end(number: str) -> str:
    """The end of a case number, enough to tell cases of a day apart."""
    return f"…{number[-12:-4]} {number[-4:]}" if number and len(number) > 12 else number or ""


@register.filter
def channel(code: str) -> str:
    """Through which door somebody acted, in words."""
    return str(CHANNELS.get(code, code))


@register.filter
def column_word(name: str) -> str:
    """The heading of a column of the work list."""
    return str(_("Time left") if name == "time" else COLUMNS[name].word)


@register.filter
def filed_through(code: str) -> str:
    """Through which door a case was filed, in words."""
    return str(FILED_THROUGH.get(code, code))


@register.filter
def grant_word(name: str) -> str:
    """A grant in a word."""
    return str(described(name).word)


@register.filter
def manner(code: str) -> str:
    """How something is reviewed, in words."""
    return str(MANNERS.get(code, code))


@register.filter
def record_of(opinion: Opinion) -> str:
    """When, where and by whom something was inspected, heard or made public."""
    facts = opinion.facts
    ran = [day(facts[name]) for name in ("started_on", "ended_on") if facts.get(name)]
    said = [day(facts.get("day")), " – ".join(ran), str(facts.get("place", ""))]
    said += [word % {"on": day(facts[name])} for name, word in HEARING.items() if facts.get(name)]
    said.append(str(facts.get("chair", "")))
    return " · ".join(one for one in (*said, "、".join(facts.get("inspectors", ()))) if one)


@register.filter
def advice(code: str) -> str:
    """What an asked department says, in words."""
    return str(CLOSED_BY.get(code, code))


@register.filter
def results(judged: Judged) -> list[tuple[str, str]]:
    """What a decision table says of a case, by the names of its columns."""
    return list(zip(judged.ruling.outputs, judged.verdict.results, strict=True))


@register.filter
def points_of(opinion: Opinion) -> list[tuple[str, str, str]]:
    """Each checkpoint an opinion answered: its text, the answer in words, the note."""
    found = opinion.facts.get("points", {})
    texts = {one.key: one.text for one in opinion.case.version.checkpoint_list}
    return [
        (texts.get(key, key), str(POINT_ANSWERS[point["answer"]]), point["note"])
        for key, point in found.items()
    ]


@register.filter
def conclusion(opinion: Opinion) -> str:
    """What an opinion came to, in words."""
    words: dict[str, Any] = {**CONCLUSIONS, **DECISIONS}
    return str(words.get(opinion.conclusion, opinion.conclusion))


@register.filter
def limit_word(name: str) -> str:
    """A limit of a case by its short name."""
    return str(LIMITS.get(name, name))


@register.filter
def reproach_word(kind: str) -> str:
    """What an officer is held to account for, in words."""
    return str(REPROACHES.get(kind, kind))


@register.filter
def depth(organisation: Organisation) -> int:
    """How deep in the tree an organisation lies, as far as pages indent."""
    return min(organisation.path.count("/") - 1, 5)


@register.filter
def stated(card: Any) -> str:
    """What a card says happened."""
    return said_of_card(card)


@register.filter
def headline(card: Any) -> str:
    """The name of a card's rule."""
    return rule_of_card(card)


@register.filter
def card_tone(card: Any) -> str:
    """The colour of a card's state."""
    return CARD_TONES[card.state]


@register.filter
def next_step(card: Any) -> str:
    """What is asked of whom next; nothing of a warning."""
    return "" if card.closed_at else str(CARD_NEXT.get(card.state, ""))


@register.filter
def level_tone(card: Any) -> str:
    """The colour of a level."""
    return LEVEL_TONES[_level(card)]


@register.filter
def level_icon(card: Any) -> str:
    """The sign of a level: a bell warns, a flag is a card."""
    return "bell" if _level(card) == Level.WARNING else "flag"


def _level(one: Any) -> int:
    """Of a card, or of a threshold as its rule keeps it."""
    level: int = one["level"] if isinstance(one, Mapping) else one.level
    return level


@register.filter
def level_word(level: int | str) -> str:
    """A level in a word."""
    return str(Level(int(level)).label)


@register.filter
def threshold(one: Mapping[str, Any]) -> str:
    """When a level of a rule is reached, in words."""
    return threshold_words(one)


@register.filter
def rule_place(rule: Any) -> str:
    """Where a rule holds, and for which type of item."""
    return place_words(rule)


@register.filter
def rule_text(said: Mapping[str, str]) -> str:
    """What a rule lets a card say, in the language in force."""
    return in_force(said)


@register.filter
def finding(code: str) -> str:
    """What was found at a window, in words."""
    return finding_word(code)


@register.filter
def observation_tone(state: str) -> str:
    """The colour of where a finding at a window stands."""
    return OBSERVATION_TONES[ObservationState(state)]
