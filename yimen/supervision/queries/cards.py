"""Cards as the desk shows them: the queue with its counts, one card with its steps."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yimen.cases.models import Case, Charge, Consultation
from yimen.files.models import Blob
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Invalid
from yimen.kernel.ids import read_id
from yimen.orgs.models import Organisation, Staff
from yimen.supervision import permissions
from yimen.supervision.models import Card, CardStep
from yimen.supervision.queries.handlers import handlers_of
from yimen.supervision.querysets import CardQuerySet
from yimen.supervision.rules.queue import ALL, LATE, CardFilter
from yimen.supervision.states import Watched

PAGE = 40


@dataclass(frozen=True, slots=True)
class CardPage:
    """Some cards, and where to go on; never how many there are in all."""

    rows: Sequence[Card]
    next: str = ""


def card_list(
    actor: Actor, wanted: CardFilter, *, today: date, after: str = "", limit: int = PAGE
) -> CardPage:
    """The cards looked for, those reached last first."""
    rows = _wanted(Card.objects.visible_to(actor), wanted, today)
    if after:
        rows = rows.filter(_beyond(after))
    found = list(rows.with_names().order_by("-reached_at", "-id")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    more = f"{last.reached_at.isoformat()}~{last.pk}" if last else ""
    return CardPage(found[:limit], more)


def _wanted(rows: CardQuerySet, wanted: CardFilter, today: date) -> CardQuerySet:
    if wanted.state == LATE:
        rows = rows.filter(due_on__lt=today)
    elif wanted.state == "":
        rows = rows.open()
    elif wanted.state != ALL:
        rows = rows.filter(state=wanted.state)
    if wanted.level:
        rows = rows.filter(level=int(wanted.level))
    if wanted.rule:
        rows = rows.filter(code=wanted.rule)
    if wanted.office:
        rows = rows.filter(organisation__path__startswith=wanted.office)
    return rows


def _beyond(after: str) -> Q:
    moment, _tilde, text = after.partition("~")
    pk = read_id(text)
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        at = None
    if pk is None or at is None or at.tzinfo is None:
        raise Invalid(field="after")
    return Q(reached_at__lt=at) | Q(reached_at=at, id__lt=pk)


@dataclass(frozen=True, slots=True)
class CardCounts:
    """How many cards wait, by state and by level, and how many of them are late."""

    total: int
    late: int
    states: Mapping[str, int]
    levels: Mapping[int, int]


def card_counts(actor: Actor, *, today: date) -> CardCounts:
    """The numbers beside the filters, of all the actor sees that waits: one statement."""
    groups = (
        Card.objects.visible_to(actor)
        .open()
        .values("state", "level")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    )
    states: Counter[str] = Counter()
    levels: Counter[int] = Counter()
    late = 0
    for group in groups:
        states[group["state"]] += group["n"]
        levels[group["level"]] += group["n"]
        late += group["late"]
    return CardCounts(states.total(), late, states, levels)


def card_offices(actor: Actor) -> list[Organisation]:
    """The offices that have cards the actor sees, by name."""
    having = Card.objects.visible_to(actor).values("organisation")
    return list(Organisation.objects.filter(pk__in=having).order_by("name", "pk"))


def card_rules(actor: Actor) -> list[tuple[str, str]]:
    """Code and name of the rules of cards the actor sees, each once."""
    rows = Card.objects.visible_to(actor).order_by("code", "-rule__version")
    return list(rows.distinct("code").values_list("code", "rule__name"))


@dataclass(frozen=True, slots=True)
class StepView:
    """One step with who took it, whom it concerns, and its papers."""

    step: CardStep
    officer: Staff | None
    papers: Sequence[Blob]


@dataclass(frozen=True, slots=True)
class CardSheet:
    """One card with its steps, newest first, and what the actor may do now.

    `question` is what another office was asked, where the card is about its answer, and `charge`
    what was charged, where it is about that; `sees_case` and `sees_question` say whether the actor
    may read the one and the other in full.
    """

    card: Card
    officer: Staff | None
    steps: Sequence[StepView]
    moves: Sequence[str]
    sees_case: bool
    question: Consultation | None
    sees_question: bool
    charge: Charge | None


def card_seen(actor: Actor, card_id: UUID) -> Card | None:
    """One card in scope."""
    return Card.objects.visible_to(actor).with_names().filter(pk=card_id).first()


def card_sheet(actor: Actor, card_id: UUID, *, today: date) -> CardSheet | None:
    """Everything about one card in scope."""
    card = card_seen(actor, card_id)
    if card is None:
        return None
    steps = list(card.steps.select_related("by").order_by("-at", "-pk"))
    named = {step.officer for step in steps if step.officer} | {card.officer} - {None}
    people = Staff.objects.in_bulk(named) if named else {}
    papers = _papers(steps)
    views = [
        StepView(
            step,
            people.get(step.officer) if step.officer else None,
            [papers[pk] for pk in step.files if pk in papers],
        )
        for step in steps
    ]
    moves = permissions.available(actor, card, handlers=handlers_of(card), on=today)
    officer = people.get(card.officer) if card.officer else None
    cases = Case.objects.visible_to(actor)
    sees_case = card.case_id is not None and cases.filter(pk=card.case_id).exists()
    question = _question(card)
    asked = Consultation.objects.visible_to(actor)
    sees_question = question is not None and asked.filter(pk=question.pk).exists()
    return CardSheet(card, officer, views, moves, sees_case, question, sees_question, _charge(card))


def _question(card: Card) -> Consultation | None:
    if card.watched != Watched.CONSULTATION:
        return None
    return Consultation.objects.filter(pk=card.key).select_related("case__organisation").first()


def _charge(card: Card) -> Charge | None:
    charge = card.facts.get("charge")
    return Charge.objects.filter(pk=charge).first() if charge else None


def _papers(steps: Sequence[CardStep]) -> dict[UUID, Blob]:
    wanted = [pk for step in steps for pk in step.files]
    return Blob.objects.in_bulk(wanted) if wanted else {}


def card_paper(actor: Actor, card_id: UUID, file_id: UUID) -> Blob | None:
    """A paper of a step of a card in scope."""
    steps = CardStep.objects.filter(
        card__in=Card.objects.visible_to(actor).filter(pk=card_id), files__contains=[file_id]
    )
    return Blob.objects.filter(pk=file_id).first() if steps.exists() else None


def answering_officers(card: Card) -> QuerySet[Staff]:
    """Whom a card can hold to account: who handled the case, and who works in the office."""
    officers: QuerySet[Staff] = Staff.objects.filter(
        Q(organisation=card.organisation) | Q(pk__in=handlers_of(card)), is_active=True
    )
    return officers.order_by("name", "pk")
