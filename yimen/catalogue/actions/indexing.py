"""Keeping what the search reads in step with what is on offer, in the act that changes it."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models, transaction
from django.db.models import Func, Value

from yimen.catalogue.models import ItemSearch, ItemVersion, SearchText, ServiceItem
from yimen.catalogue.querysets import EX_OFFICIO
from yimen.catalogue.rules.content import digest
from yimen.catalogue.rules.sounds import compact, name_pieces, pieces

#: Another number makes every text anew: raise it when `rules.sounds` changes what is kept.
SCHEME = 1
BATCH = 500
CONDITIONS = 1000  #: letters of the conditions by which an item can be found
COPIED = ("audiences", "themes", "pace", "item_type", "level")


def index_items(ids: Collection[UUID]) -> None:
    """Let the search know what these items say now; those not on offer are found no more."""
    offered = ServiceItem.objects.on_offer().filter(pk__in=ids)
    ItemSearch.objects.filter(item__in=ids).exclude(item__in=offered.values("pk")).delete()
    current = []
    for item in offered.select_related("current", "organisation"):
        if item.current is not None:
            item.current.item = item
            current.append(item.current)
    index_versions(current)


def index_versions(versions: Iterable[ItemVersion]) -> None:
    """Let the search know these current versions, each with its item at hand."""
    ItemSearch.objects.bulk_create(
        search_rows(versions),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["item"],
        update_fields=["text", "code", "region", "organisation", *COPIED],
    )


def search_rows(versions: Iterable[ItemVersion]) -> list[ItemSearch]:
    """What the search is to keep of these versions; their texts are there when this returns."""
    offered = (version for version in versions if version.item_type not in EX_OFFICIO)
    current = {version.pk: version for version in offered}
    said = {version.pk: _said(version) for version in current.values()}
    texts = _texts(list(said.values()))
    return [
        ItemSearch(
            item=version.item,
            text_id=texts[said[version.pk]["digest"]],
            code=version.item.code,
            region=version.item.organisation.region_id,
            organisation_id=version.item.organisation_id,
            **{name: getattr(version, name) for name in COPIED},
        )
        for version in current.values()
    ]


@transaction.atomic
def reindex() -> int:
    """Make anew everything the search reads; return how many items are found now."""
    ItemSearch.objects.all().delete()
    SearchText.objects.all().delete()
    ids = list(ServiceItem.objects.on_offer().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        index_items(ids[start : start + BATCH])
    return len(ids)


def _said(version: ItemVersion) -> dict[str, Any]:
    """What a version is found by, as far as the search keeps it."""
    names = [version.name, version.short_name, version.name_en]
    rest = [
        version.result_name,
        version.conditions[:CONDITIONS],
        *(row["name"] for row in version.materials),
        *(row["law"] for row in version.bases),
    ]
    return {"names": names, "rest": rest, "digest": digest({"n": names, "r": rest, "s": SCHEME})}


def _texts(said: Sequence[dict[str, Any]]) -> dict[str, int]:
    """The rows of these texts by digest, made where they are missing."""
    wanted = {one["digest"]: one for one in said}
    known = _known(wanted)
    if missing := [one for key, one in sorted(wanted.items()) if key not in known]:
        SearchText.objects.bulk_create(map(_text, missing), ignore_conflicts=True)
        known |= _known([one["digest"] for one in missing])
    return known


def _known(digests: Iterable[str]) -> dict[str, int]:
    found = SearchText.objects.filter(digest__in=list(digests)).order_by("pk")
    return dict(found.values_list("digest", "pk"))


def _text(said: dict[str, Any]) -> SearchText:
    name = compact(said["names"][0])
    written = pieces("\n".join(said["names"])) | pieces("\n".join(said["rest"]), with_single=False)
    return SearchText(
        digest=said["digest"],
        name=name[:1000],
        length=len(name),
        words=_vector(name_pieces(said["names"])),
        rest=_vector(written),
    )


def _vector(found: set[str]) -> Func:
    """The pieces as PostgreSQL keeps them; no parser has a say in what a word is."""
    array = Value(sorted(found), output_field=ArrayField(models.TextField()))
    return Func(array, function="array_to_tsvector", output_field=SearchVectorField())
