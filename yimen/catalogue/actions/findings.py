"""Writing down what the checks find, so that pages over thousands of items need not look again."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db import transaction

from yimen.catalogue.models import Citation, ItemFinding, ItemVersion, ServiceItem
from yimen.catalogue.queries.findings import findings_in
from yimen.catalogue.queries.laws import canonical_names
from yimen.catalogue.rules.citations import cited_in_content
from yimen.catalogue.rules.quality_terms import Content, Finding
from yimen.catalogue.states import ItemStatus

BATCH = 250
PLAIN = (str, int, float, bool, type(None))


def check_items(ids: Iterable[UUID]) -> None:
    """Look at the published and the open version of each item again; of cancelled ones nothing."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), BATCH):
        _check(wanted[start : start + BATCH])


@transaction.atomic
def forget_findings() -> None:
    """Empty what the checks wrote; they find it again."""
    ItemFinding.objects.all().delete()
    Citation.objects.all().delete()


@transaction.atomic
def _check(ids: Sequence[UUID]) -> None:
    items = ServiceItem.objects.filter(pk__in=ids).exclude(status=ItemStatus.CANCELLED)
    current = ItemVersion.objects.filter(pk__in=items.values("current"))
    opened = ItemVersion.objects.open().filter(item__in=items)
    versions = [
        version
        for some in (current, opened)
        for version in some.select_related("item", "item__organisation")
    ]
    contents = [version.content() for version in versions]
    found = findings_in(versions)
    names = canonical_names({one.name for c in contents for _, one in cited_in_content(c)})
    ItemFinding.objects.filter(item__in=ids).delete()
    Citation.objects.filter(item__in=ids).delete()
    pairs = list(zip(versions, contents, strict=True))
    ItemFinding.objects.bulk_create(
        row for version in versions for row in _findings(version, found[version.pk])
    )
    Citation.objects.bulk_create(
        row for version, content in pairs for row in _citations(version, content, names)
    )


def _findings(version: ItemVersion, found: Sequence[Finding]) -> Iterator[ItemFinding]:
    for position, one in enumerate(found, start=1):
        facts = {k: v if isinstance(v, PLAIN) else str(v) for k, v in one.facts.items()}
        yield ItemFinding(
            item=version.item,
            version=version,
            position=position,
            is_current=version.pk == version.item.current_id,
            code=one.code,
            level=one.level,
            field=one.field,
            facts=facts,
        )


def _citations(version: ItemVersion, content: Content, names: dict[str, str]) -> Iterator[Citation]:
    for field, one in dict.fromkeys((f, c.article) for f, c in cited_in_content(content)):
        yield Citation(
            item=version.item,
            version=version,
            is_current=version.pk == version.item.current_id,
            field=field,
            name=names[one.name][:300],
            number=one.number,
            suffix=one.suffix,
        )
