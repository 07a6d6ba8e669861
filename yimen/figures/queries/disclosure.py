"""办件公示: what anybody may read of a case. Names are masked before they leave the database."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat, Greatest, Left, Length, Right
from django.db.models.lookups import LessThan
from django.utils import timezone

from yimen.cases.models import Case, Opinion
from yimen.cases.states import DECIDED, State
from yimen.figures.models import Disclosure
from yimen.identity.models import Party
from yimen.journal.models import Entry
from yimen.kernel.actor import SYSTEM
from yimen.kernel.ids import read_id

STARS = Value("***")
#: Which moment a list goes by.
BY = {"accepted": "accepted_at", "concluded": "ended_at"}
PAGE = 30
#: How many of the last acts are looked through for the cases of a screen.
LAST_ACTS = 300
SHOWN_ACTS = (
    *("case.filed", "case.accepted", "case.deemed_accepted", "case.declined"),
    *("case.granted", "case.refused", "case.delivered", "case.concluded"),
)


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
    acted_at: datetime
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
    """The cases on which something was done last, for screens in halls."""
    acts = Entry.objects.order_by("-xid", "-id").values("subject", "kind")[:LAST_ACTS]
    subjects = [act["subject"] for act in acts if act["kind"] in SHOWN_ACTS]
    cases = _public().in_region(region).filter(pk__in=set(subjects))
    return [
        _public_case(row) for row in _shown(cases.order_by("-acted_at", "-pk"), "acted_at")[:most]
    ]


_OFFICE = ("organisation_id", "organisation__name")


def _public() -> Any:
    """Filed cases of items that are not kept from the public."""
    kept_back = Disclosure.objects.filter(item=OuterRef("item"), is_public=False)
    return Case.objects.visible_to(SYSTEM).filed().exclude(Exists(kept_back))


def _shown(cases: QuerySet[Case], moment: str) -> Any:
    """The columns anybody may read; the name leaves the database as it is shown."""
    return cases.annotate(
        said=Subquery(Disclosure.objects.filter(item=OuterRef("item")).values("person")[:1]),
        said_of_bodies=Subquery(
            Disclosure.objects.filter(item=OuterRef("item")).values("body")[:1]
        ),
        is_refused=Exists(Opinion.objects.filter(case=OuterRef("pk"), conclusion="refused")),
    ).values(
        *("id", "number", "state", "is_refused"),
        *("filed_at", "accepted_at", "acted_at", "ended_at"),
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
    *("filed_at", "accepted_at", "acted_at", "ended_at"),
)

_NAME, _QUARTER = F("applicant__name"), Greatest(Length("applicant__name") / 4, Value(1))
_FIRST = Concat(Left(_NAME, 1), Value("**"))
_ENDS = Concat(Left(_NAME, _QUARTER), STARS, Right(_NAME, _QUARTER))
_IS_PERSON = Q(applicant__kind=Party.Kind.PERSON)
#: 张** · 新余***公司; of a name too short to have a middle only its beginning.
_MASKED = Choose(
    When(_IS_PERSON & Q(said=Disclosure.Person.HIDDEN), then=STARS),
    When(_IS_PERSON, then=_FIRST),
    When(said_of_bodies=Disclosure.Body.HIDDEN, then=STARS),
    When(said_of_bodies=Disclosure.Body.WHOLE, then=_NAME),
    When(LessThan(Length(_NAME), 4), then=_FIRST),
    default=_ENDS,
    output_field=CharField(),
)


def _place(row: dict[str, Any]) -> str:
    return f"{(row['at'] - _EPOCH) // _UNIT}~{row['id']}"


def _read_place(after: str) -> tuple[datetime, UUID] | None:
    units, _tilde, pk = after.partition("~")
    found = read_id(pk)
    if found is None or not re.fullmatch(r"\d{1,17}", units, re.ASCII):
        return None
    return _EPOCH + int(units) * _UNIT, found


_EPOCH, _UNIT = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
