"""Finding items on offer: by words, as they are written, as they sound, or nearly so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import islice
from operator import itemgetter, or_
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, Case, F, Func, Q, QuerySet, Value, When

from yimen.catalogue.models import ItemSearch, Synonym
from yimen.catalogue.queries.offer import HEAVY, published_items
from yimen.catalogue.rules.asking import LEAST_SHARE, Question, Unit, understand
from yimen.catalogue.rules.sounds import compact
from yimen.orgs.models import Organisation

PAGE = 20
COUNTED = 100  #: rows are counted so far; beyond that they are “more than 100”
FACETS = 500  #: rows the counts beside filters are made from
FIRST = 8  #: texts that may be enough: each may be said in a hundred places
SPARE = 200  #: texts looked at beyond those asked for, because filters will take some away
OFFICES = 200  #: that a word may name
FEW = 3  #: with fewer found, what is nearly so is added
SUGGESTED = 4
NEARLY = 40
TEXTS = 1000  #: texts looked up at first; more than a page and the counts beside it need
HEARD, FAR = 3, 5  #: how close what only sounds so is, or is only nearly so; see `_TEXTS`
ALL = 1_000_000
LEVELS = (2, 4, 6, 9)  #: digits of a region's code that name a place around it

#: Texts that hold everything asked for; the very name first, then the shortest.
_TEXTS = """
    select t.id, case
        when t.words @@ %(exact)s::tsquery then 0
        when t.words @@ %(written)s::tsquery and starts_with(t.name, %(begun)s) then 1
        when t.words @@ %(written)s::tsquery then 2
        when t.words @@ %(heard)s::tsquery then 3
        else 4 end as closeness
    from catalogue_searchtext t
    where (t.words @@ %(heard)s::tsquery or t.rest @@ %(written)s::tsquery)
      and exists (select from catalogue_itemsearch s where s.text_id = t.id)
    order by closeness, t.length, t.id
    limit %(most)s
"""
#: Texts that share enough of the pairs, or of the words, asked for; the index alone is read.
_NEARLY = """
    with asked as (
        select q, true as is_pair from unnest(%(pairs)s::text[]::tsquery[]) q
        union all select q, false from unnest(%(words)s::text[]::tsquery[]) q
    ), nearly as (
        select t.id, t.name, t.length, greatest(
            count(*) filter (where is_pair)::float
                / greatest(cardinality(%(pairs)s::text[]), 2),
            count(*) filter (where not is_pair)::float
                / greatest(cardinality(%(words)s::text[]), 2)) as share
        from asked join catalogue_searchtext t on t.words @@ asked.q
        group by t.id
    )
    select id, name, share from nearly
    where share >= %(least)s
      and exists (select from catalogue_itemsearch s where s.text_id = nearly.id)
    order by share desc, length, id limit %(most)s
"""
_SYNONYMS = """
    exists (select from unnest(words) word
            where strpos(%s, lower(replace(word, ' ', ''))) > 0)
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """By what a search is narrowed; empty means any."""

    region: str | None = None  #: digits a code begins with: a city holds its counties
    with_above: bool = False  #: also what is offered for the places around the region
    organisation: UUID | None = None
    audience: str | None = None
    theme: str | None = None
    pace: str | None = None
    item_type: str | None = None
    level: str | None = None

    def condition(self) -> Q:
        """The condition on what the search reads."""
        wanted = {
            "organisation": self.organisation,
            "audiences__contains": [self.audience] if self.audience else None,
            "themes__contains": [self.theme] if self.theme else None,
            "pace": self.pace,
            "item_type": self.item_type,
            "level": self.level,
        }
        rest = Q(**{lookup: value for lookup, value in wanted.items() if value})
        return self._place() & rest

    def _place(self) -> Q:
        if not self.region:
            return Q()
        place = Q(region__startswith=self.region)
        if self.with_above:
            place |= Q(region__in=places_around(self.region))
        return place


def places_around(region: str) -> list[str]:
    """The regions around one: the county's city, its province, the country."""
    digits = region.rstrip("0") or region
    return [region[:n].ljust(12, "0") for n in (0, *LEVELS) if n < len(digits)]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found."""

    items: list[Any] = field(default_factory=list)
    has_more: bool = False
    count: int = 0  #: at most `COUNTED` + 1
    is_nearly: bool = False  #: nothing holds all that was asked for; these come near
    terms: list[str] = field(default_factory=list)  #: what to mark in the names
    suggestions: list[str] = field(default_factory=list)  #: names, where nothing was found

    @property
    def is_counted(self) -> bool:
        """Whether the count is the whole truth."""
        return self.count <= COUNTED


@dataclass(frozen=True, slots=True)
class Said:
    """What lists are narrowed by, of one item."""

    organisation: UUID
    pace: str
    audiences: list[str]
    themes: list[str]


class Asked:
    """A question understood, and the texts that answer it: both looked up once."""

    def __init__(self, text: str) -> None:
        """What a text asks for, with the words that mean the same."""
        joined = compact(text)
        groups = Synonym.objects.extra(where=[_SYNONYMS], params=[joined]) if joined else []
        self.question = understand(text, [group.words for group in groups])

    def texts(self, most: int) -> dict[int, int]:
        """The texts that hold everything asked for, the closest first, and how closely."""
        if most > TEXTS:
            return self._all_texts
        return dict(islice(self._first_texts.items(), most))

    @cached_property
    def _first_texts(self) -> dict[int, int]:
        return _texts(self.question, TEXTS)

    @cached_property
    def _all_texts(self) -> dict[int, int]:
        whole = len(self._first_texts) < TEXTS
        return self._first_texts if whole else _texts(self.question, ALL)

    @cached_property
    def nearly(self) -> list[tuple[int, str, float]]:
        """The texts that share some of the pairs or words asked for, those with the most first."""
        return _nearly(self.question, least=LEAST_SHARE / 2, most=NEARLY)

    @cached_property
    def words(self) -> dict[str, Unit]:
        """The units of the question by the words they were typed with."""
        return {"".join(unit.ways[0]): unit for unit in self.question.units}

    @cached_property
    def offices(self) -> list[tuple[UUID, str]]:
        """Some of the offices in whose names one of the words stands."""
        named = [Q(name__contains=word) for word in self.words if len(word) > 1]
        if not named:
            return []
        found = Organisation.objects.public().filter(reduce(or_, named)).order_by("pk")
        return list(found.values_list("pk", "name")[:OFFICES])


def search_items(
    text: str | Asked = "", filters: Filters | None = None, *, start: int = 0, limit: int = PAGE
) -> Found:
    """A page of the items on offer: exact names first, then near places, then short names."""
    filters, asked = filters or Filters(), _asked(text)
    most = max(start + limit, COUNTED) + 1
    rows, is_nearly = _rows(asked, filters, most)
    ids = list(rows.values_list("item", flat=True)[:most])
    return Found(
        items=_items(ids[start : start + limit]),
        has_more=len(ids) > start + limit,
        count=min(len(ids), COUNTED + 1),
        is_nearly=is_nearly and bool(ids),
        terms=asked.question.terms(),
        suggestions=_suggested_names(asked) if not ids else [],
    )


def said_rows(text: str | Asked, filters: Filters) -> tuple[list[Said], bool]:
    """What the items found say, for counts beside filters; whether these are all."""
    rows, _ = _rows(_asked(text), filters, FACETS)
    said = rows.order_by().values_list("organisation", "pace", "audiences", "themes")
    found = [Said(*row) for row in said[: FACETS + 1]]
    return found[:FACETS], len(found) <= FACETS


def office_names(ids: Iterable[str]) -> dict[str, str]:
    """The names of the organisations whose items were found."""
    offices = Organisation.objects.filter(pk__in=list(ids)).order_by("pk")
    return {str(pk): name for pk, name in offices.values_list("pk", "name")}


def offered_rows(filters: Filters) -> QuerySet[ItemSearch]:
    """What the search reads of everything on offer, however much that is."""
    return ItemSearch.objects.filter(filters.condition())


def suggest_items(text: str, filters: Filters, *, limit: int) -> Found:
    """A few items while somebody is typing."""
    return search_items(text, filters, limit=limit) if text.strip() else Found()


def _asked(text: str | Asked) -> Asked:
    return text if isinstance(text, Asked) else Asked(text)


def synonym_groups(text: str) -> QuerySet[Synonym]:
    """The groups of words that mean the same; those that hold a text, if one is given."""
    groups = Synonym.objects.order_by("words", "pk")
    return groups.filter(words__icontains=text) if text else groups


def _suggested_names(asked: Asked) -> list[str]:
    """Names on offer that look or sound like what was typed."""
    if asked.question.is_empty or asked.question.code:
        return []
    near = [pk for pk, _, _ in asked.nearly[:SUGGESTED]]
    names = ItemSearch.objects.filter(text__in=near).order_by("text", "code")
    by_text = dict(names.distinct("text").values_list("text", "item__current__name"))
    return list(dict.fromkeys(by_text[pk] for pk in near if pk in by_text))


def _rows(asked: Asked, filters: Filters, most: int) -> tuple[QuerySet[ItemSearch], bool]:
    """What the search reads of the items found, in order; whether they are only nearly so."""
    rows, question = ItemSearch.objects.filter(filters.condition()), asked.question
    if question.code:
        return rows.filter(code__startswith=question.code).order_by("code"), False
    if question.is_empty:
        nothing_asked = not question.text.strip()
        return (rows if nothing_asked else rows.none()).order_by("code"), False
    is_narrowed = bool(filters.condition())
    texts = asked.texts(most + SPARE if is_narrowed else most)
    found = _of_texts(rows, texts, filters)
    if not is_narrowed and len(texts) > FIRST:
        first = dict(sorted(texts.items(), key=itemgetter(1))[:FIRST])
        nearest = _of_texts(rows, first, filters)
        return (nearest if nearest.order_by()[:most].count() == most else found), False
    if is_narrowed and len(texts) == most + SPARE and found.order_by()[:most].count() < most:
        texts = asked.texts(ALL)
        found = _of_texts(rows, texts, filters)
    if len(texts) >= FEW or min(texts.values(), default=FAR) < HEARD:
        return found, False
    if not texts and (of_offices := _of_offices(rows, asked, filters)) is not None:
        return of_offices, False
    near = {pk: FAR for pk, _, share in asked.nearly if share >= LEAST_SHARE}
    return _of_texts(rows, {**near, **texts}, filters), not texts


def _of_offices(
    rows: QuerySet[ItemSearch], asked: Asked, filters: Filters
) -> QuerySet[ItemSearch] | None:
    """Where a word names an office (许可 水利局): what its items say of all the others."""
    for word, unit in asked.words.items():
        ids = [pk for pk, name in asked.offices if len(word) > 1 and word in name]
        if not ids:
            continue
        narrowed, rest = rows.filter(organisation__in=ids), asked.question.without(unit)
        if rest.is_empty:
            return narrowed.order_by("code")
        if texts := _texts(rest, ALL):
            return _of_texts(narrowed, texts, filters)
    return None


def _of_texts(
    rows: QuerySet[ItemSearch], texts: Mapping[int, int], filters: Filters
) -> QuerySet[ItemSearch]:
    """The rows of these texts (with how close each is): the closest, the nearest, the shortest."""
    order = sorted(texts, key=texts.__getitem__)
    ids, closeness = (
        Value(list(values), output_field=ArrayField(BigIntegerField()))
        for values in (order, map(texts.__getitem__, order))
    )
    whole = BigIntegerField()
    place = Func(ids, F("text"), function="array_position", output_field=whole)
    close = Func(
        closeness, place, template="(%(expressions)s]", arg_joiner=")[", output_field=whole
    )
    inside = Case(When(region__startswith=filters.region or "", then=0), default=1)
    return rows.filter(text__in=order).order_by(close, inside, place, "code")


def _texts(question: Question, most: int) -> dict[int, int]:
    """The texts that hold everything asked for, and how closely: 0 is the very name."""
    values: dict[str, Any] = {
        "heard": question.heard(),
        "written": question.written(),
        "exact": question.exact(),
        "begun": compact(question.text),
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TEXTS, values)
        return dict(cursor.fetchall())


def _nearly(question: Question, *, least: float, most: int) -> list[tuple[int, str, float]]:
    pairs, words = question.pairs(), question.words()
    if not pairs and not words:
        return []
    values: dict[str, Any] = {"pairs": pairs, "words": words}
    values |= {"least": least, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_NEARLY, values)
        rows: list[tuple[int, str, float]] = cursor.fetchall()
    return rows


def _items(ids: Sequence[UUID]) -> list[Any]:
    """The items in the order of the ids; what has left the list meanwhile is left out."""
    items = {item.pk: item for item in published_items().filter(pk__in=ids).defer(*HEAVY)}
    return [items[pk] for pk in ids if pk in items]
