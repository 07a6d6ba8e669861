"""Laws and their articles: found by citation, by words, and by who cites them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Length, StrIndex

from yimen.catalogue.models import Article, Citation, Law, ServiceItem
from yimen.catalogue.rules.citations import Cited, cited_by
from yimen.catalogue.rules.laws import bare_title
from yimen.catalogue.states import LawState
from yimen.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation leads to: the edition of the law, and the article if it has it."""

    law: Law | None = None
    article: Article | None = None

    @property
    def state(self) -> str:
        """One word for the checks: found, no_article, no_law, repealed (rules.quality_terms)."""
        if self.law is None:
            return "no_law"
        return "repealed" if self.law.state == LawState.REPEALED else self._article_state

    @property
    def _article_state(self) -> str:
        return "found" if self.article is not None else "no_article"


@dataclass(frozen=True, slots=True)
class _Whole(Source):
    """The law as a whole is cited; there is no article to find."""

    @property
    def _article_state(self) -> str:
        return "found"


def resolve(citations: Iterable[Cited]) -> dict[Cited, Source]:
    """What each citation (without paragraph and point) leads to, in two queries for all of them.

    The edition of the year a citation names goes first, then the last one.
    """
    wanted = {one.article for one in citations}
    laws = _editions({one.name for one in wanted})
    chosen = {one: _edition(laws.get(one.name, ()), one.year) for one in wanted}
    articles = _articles(
        {(law.pk, one.number, one.suffix) for one, law in chosen.items() if law and one.number}
    )
    return {one: _source(one, law, articles) for one, law in chosen.items()}


def _editions(names: set[str]) -> Mapping[str, Sequence[Law]]:
    """The editions by every name they are cited by; a law's own name goes before an alias."""
    found: dict[str, list[Law]] = defaultdict(list)
    laws = Law.objects.called(names).defer("history").order_by("edition_on", "loaded_at", "pk")
    own = {law.name for law in laws}
    for law in laws:
        found[law.name].append(law)
        for alias in set(law.aliases) - own:
            found[alias].append(law)
    return found


def _edition(editions: Sequence[Law], year: int) -> Law | None:
    of_year = [law for law in editions if law.edition_on and law.edition_on.year == year]
    last = [law for law in editions if law.state != LawState.AMENDED]
    return next(reversed([*last[-1:], *of_year[-1:]]), None)


def _articles(wanted: set[tuple[Any, int, int]]) -> Mapping[tuple[Any, int, int], Article]:
    laws, numbers = {law for law, *_ in wanted}, {number for _, number, _ in wanted}
    rows = Article.objects.filter(law__in=laws, number__in=numbers).order_by("-position")
    found = {(row.law_id, row.number, row.suffix): row for row in rows}  # the first of two counts
    return {key: found[key] for key in wanted if key in found}


def _source(
    one: Cited, law: Law | None, articles: Mapping[tuple[Any, int, int], Article]
) -> Source:
    if law is None:
        return Source()
    if not one.number:
        return _Whole(law)
    return Source(law, articles.get((law.pk, one.number, one.suffix)))


def sources_of(law: str, article: str) -> list[Source]:
    """What a legal basis leads to, article by article; empty where it names nothing."""
    cited = cited_by(law, article)
    found = resolve(cited)
    return [found[one.article] for one in dict.fromkeys(cited)]


def canonical_names(names: Iterable[str]) -> dict[str, str]:
    """Every name laws are cited by, as the law itself is called; unknown ones stay."""
    wanted = set(names)
    laws = _editions(wanted)
    return {name: laws[name][-1].name if laws.get(name) else name for name in wanted}


def law_list(text: str = "", *, kind: str = "", state: str = "") -> QuerySet[Law]:
    """Laws whose title or alias holds the words, the shortest title first; all by their name."""
    laws = Law.objects.last_editions().defer("history")
    for word in text.split():
        bare = bare_title(word)
        laws = laws.filter(Q(title__icontains=bare) | Q(aliases__contains=[bare]))
    if kind:
        laws = laws.filter(kind=kind)
    if state:
        laws = laws.filter(state=state)
    if not text.strip():
        return laws.order_by("name", "pk")
    at_start = StrIndex("name", Value(bare_title(text.split()[0])))
    return laws.order_by(at_start, Length("name"), "name", "pk")


def editions_of(law: Law) -> QuerySet[Law]:
    """All editions of a law, the youngest first."""
    found = Law.objects.filter(name=law.name).defer("history")
    return found.order_by(F("edition_on").desc(nulls_last=True), "-loaded_at", "pk")


def items_on_offer_citing(law: Law) -> QuerySet[ServiceItem]:
    """The items on offer that rest on a law."""
    citing = Citation.objects.filter(name=law.name, is_current=True).values("item")
    found: QuerySet[ServiceItem] = (
        ServiceItem.objects.on_offer()
        .filter(pk__in=citing)
        .select_related("current", "organisation")
        .only("code", "current__name", "current__name_en", "organisation__name")
    )
    return found.order_by("code")


def outdated_citations(actor: Actor) -> QuerySet[Citation]:
    """Citations, in items the actor keeps, of laws repealed or changed since the version's day."""
    law = Law.objects.last_editions().filter(name=OuterRef("name"))
    stale = law.filter(
        Q(state=LawState.REPEALED) | Q(edition_on__gt=OuterRef("version__published_at__date"))
    )
    kept = ServiceItem.objects.kept_by(actor).exclude(status="cancelled").values("pk")
    return Citation.objects.filter(Exists(stale), is_current=True, item__in=kept)


def changed_laws(actor: Actor) -> list[Law]:
    """Laws repealed or changed under items the actor keeps; `item_count` says under how many."""
    counted = outdated_citations(actor).values_list("name").order_by("name")
    counts = dict(counted.annotate(count=Count("item", distinct=True)))
    laws = list(
        Law.objects.last_editions().filter(name__in=counts).defer("history").order_by("name")
    )
    for law in laws:
        law.item_count = counts[law.name]  # type: ignore[attr-defined]
    return laws


def citing_items(actor: Actor, law: Law, *, outdated: bool = False) -> QuerySet[Citation]:
    """The citations of a law in items the actor keeps, by code; only outdated ones if asked."""
    kept = ServiceItem.objects.kept_by(actor).values("pk")
    found = outdated_citations(actor) if outdated else Citation.objects.filter(item__in=kept)
    return (
        found.filter(name=law.name, is_current=True)
        .select_related("item", "item__organisation", "version")
        .order_by("item__code", "number", "suffix", "pk")
    )
