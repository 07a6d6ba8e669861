"""办件公示: what anybody may read of a case. Names are masked before they leave the database."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Concat, Greatest, Left, Length, Right
from django.db.models.lookups import Exact, LessThan
from django.utils import timezone

from yimen.cases.models import LAST_STEP, Case, Opinion
from yimen.cases.states import DECIDED, State
from yimen.catalogue.models import ServiceItem
from yimen.figures.models import Disclosure
from yimen.identity.models import Party
from yimen.kernel.actor import SYSTEM
from yimen.kernel.ids import read_id
from yimen.orgs.models import Organisation

STARS = Value("***")
#: Which moment a list goes by.
BY = {"accepted": "accepted_at", "concluded": "ended_at"}
PAGE = 30


@dataclass(frozen=True, slots=True)
class PublicCase:
    """What everybody may know of a case: no name but a masked one, no answers, no papers."""

    number: str
    item_name: str
    organisation_name: str
    applicant: str
    state: State
    result: str  # granted, refused, or nothing yet
    filed_at: datetime
    accepted_at: datetime | None
    stepped_at: datetime  # the last step the public knows of
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Some of them, and where the list goes on."""

    rows: Sequence[PublicCase]
    next: str = ""


def disclosed_page(
    day: date,
    *,
    by: str = "accepted",
    organisation: UUID | None = None,
    region: str = "",
    after: str = "",
    limit: int = PAGE,
) -> PublicPage:
    """The cases accepted (or concluded) on a day, the newest first."""
    moment = BY[by]
    begin = timezone.make_aware(datetime.combine(day, time.min))
    until = begin + timedelta(days=1)
    cases = _public().in_region(region).filter(**{f"{moment}__gte": begin, f"{moment}__lt": until})
    if organisation:
        cases = cases.filter(organisation=organisation)
    if place := _read_place(after):
        at, pk = place
        cases = cases.filter(Q(**{f"{moment}__lt": at}) | Q(**{moment: at, "pk__lt": pk}))
    found = list(_shown(cases.order_by(f"-{moment}", "-pk"), moment)[: limit + 1])
    shown = found[:limit]
    more = _place(shown[-1]) if len(found) > limit else ""
    return PublicPage([_public_case(row) for row in shown], more)


def disclosed_case(number: str) -> PublicCase | None:
    """The case of a number, if the public may know of it."""
    row = _shown(_public().filter(number=number), "filed_at").first()
    return _public_case(row) if row else None


def disclosed_offices(
    day: date, *, by: str = "accepted", region: str = ""
) -> list[tuple[str, str]]:
    """The organisations with anything to show on a day, for the filter."""
    begin = timezone.make_aware(datetime.combine(day, time.min))
    span = {f"{BY[by]}__gte": begin, f"{BY[by]}__lt": begin + timedelta(days=1)}
    rows = _public().in_region(region).filter(**span).order_by("organisation__name")
    return [(str(pk), name) for pk, name in rows.values_list(*_OFFICE).distinct()]


def live_cases(*, region: str = "", most: int = 10) -> list[PublicCase]:
    """The cases on which a step was taken last, for screens in halls.

    Each organisation of the place is asked for its newest, so that a small place costs no more
    than it has and nothing done elsewhere hides it.
    """
    newest = _newest_first(_public().filter(organisation=OuterRef("pk")))
    offices = Organisation.objects.filter(region__code__startswith=region).order_by()
    each = Func(ArraySubquery(newest.values("pk")[:most]), function="unnest", set_returning=True)
    cases = Case.objects.visible_to(SYSTEM).filter(pk__in=offices.values_list(each))
    return [_public_case(row) for row in _shown(_newest_first(cases), "step_at")[:most]]


def _newest_first(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.annotate(step_at=LAST_STEP).order_by("-step_at", "-pk")


_OFFICE = ("organisation_id", "organisation__name")


def _public() -> Any:
    """Cases received in law, of items that are not kept from the public."""
    kept_back = Disclosure.objects.filter(item=OuterRef("item"), is_public=False)
    return (
        Case.objects.visible_to(SYSTEM)
        .filter(completed_at__isnull=False)
        .exclude(Exists(kept_back))
    )


def disclosure_of(item: ServiceItem) -> Disclosure:
    """What was said about an item's cases; the usual where nothing was."""
    return Disclosure.objects.filter(item=item).first() or Disclosure(item=item)


def disclosure_preview(
    item: ServiceItem, *, person: str, body: str, most: int = 5
) -> list[PublicCase]:
    """The last cases of an item as the public page would show them under these choices."""
    cases = Case.objects.visible_to(SYSTEM).filed().filter(item=item)
    said = {"person": Value(person), "body": Value(body)}
    rows = _shown(cases.order_by("-filed_at", "-pk"), "filed_at", said)
    return [_public_case(row) for row in rows[:most]]


def name_samples(item: ServiceItem) -> dict[str, dict[str, str]]:
    """How a made-up person and body are named under each choice, as the database masks them."""
    choices = {"person": (Disclosure.Person, True, PERSON), "body": (Disclosure.Body, False, BODY)}
    columns = {
        f"{which}_{choice}": _masked(Value(name), Q(Value(is_person)), Value(choice), Value(choice))
        for which, (kinds, is_person, name) in choices.items()
        for choice in kinds.values
    }
    rows: Any = ServiceItem.objects.filter(pk=item.pk).values(**columns)
    row: dict[str, str] = rows.get()
    return {
        which: {choice: row[f"{which}_{choice}"] for choice in kinds.values}
        for which, (kinds, _is_person, _name) in choices.items()
    }


#: Nobody is called so.
PERSON, BODY = "张晓明", "新余市示范食品有限公司"


def _set(name: str) -> Subquery:
    """What was said about the item of a case."""
    return Subquery(Disclosure.objects.filter(item=OuterRef("item")).values(name)[:1])


def _shown(cases: QuerySet[Case], moment: str, said: Mapping[str, Any] | None = None) -> Any:
    """The columns anybody may read; the name leaves the database as it is shown."""
    said = said or {"person": _set("person"), "body": _set("body")}
    return cases.annotate(
        said=said["person"],
        said_of_bodies=said["body"],
        is_refused=Exists(Opinion.objects.filter(case=OuterRef("pk"), conclusion="refused")),
    ).values(
        *("id", "number", "state", "is_refused"),
        *("filed_at", "accepted_at", "ended_at"),
        stepped_at=LAST_STEP,
        at=F(moment),
        item_name=F("version__name"),
        organisation_name=F("organisation__name"),
        shown_as=_MASKED,
    )


def _public_case(row: dict[str, Any]) -> PublicCase:
    result = ""
    if row["state"] in DECIDED:
        result = "refused" if row["is_refused"] else "granted"
    facts = {name: row[name] for name in _PLAIN}
    return PublicCase(**facts, applicant=row["shown_as"], state=State(row["state"]), result=result)


_PLAIN = (
    *("number", "item_name", "organisation_name"),
    *("filed_at", "accepted_at", "stepped_at", "ended_at"),
)


def _masked(name: Any, is_person: Q, person: Any, body: Any) -> Choose:
    """张** · 新余***公司; of a name too short to have a middle only its beginning."""
    quarter = Greatest(Length(name) / 4, Value(1))
    first = Concat(Left(name, 1), Value("**"))
    return Choose(
        When(is_person & Q(Exact(person, Disclosure.Person.HIDDEN)), then=STARS),
        When(is_person, then=first),
        When(Exact(body, Disclosure.Body.HIDDEN), then=STARS),
        When(Exact(body, Disclosure.Body.WHOLE), then=name),
        When(LessThan(Length(name), 4), then=first),
        default=Concat(Left(name, quarter), STARS, Right(name, quarter)),
        output_field=CharField(),
    )


_IS_PERSON = Q(applicant__kind=Party.Kind.PERSON)
_MASKED = _masked(F("applicant__name"), _IS_PERSON, F("said"), F("said_of_bodies"))


def _place(row: dict[str, Any]) -> str:
    return f"{(row['at'] - _EPOCH) // _UNIT}~{row['id']}"


def _read_place(after: str) -> tuple[datetime, UUID] | None:
    units, _tilde, pk = after.partition("~")
    found = read_id(pk)
    if found is None or not re.fullmatch(r"\d{1,17}", units, re.ASCII):
        return None
    return _EPOCH + int(units) * _UNIT, found


_EPOCH, _UNIT = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
