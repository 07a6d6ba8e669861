"""How good the search is: two hundred questions judged by hand beforehand."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from tests.conftest import AT, SHARED
from yimen.catalogue.actions import add_item, import_guangdong, index_items, load_synonyms
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import Filters, search_items
from yimen.config.demo.city import load_offices, load_places
from yimen.config.demo.reading import items
from yimen.kernel.actor import SYSTEM
from yimen.orgs.models import Organisation

# in one process, so that the world is made once
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("judged")]

WHO = {"by": SYSTEM, "at": AT}
JUDGED = tomllib.loads(Path(__file__).with_name("queries.toml").read_text(encoding="utf-8"))
LEAST = 0.95
TOP = 5


@pytest.fixture(scope="module")
def catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo city's items beside those of Guangdong; taken back whole at the end."""
    path = SHARED / "data" / "guangdong-items" / "policy.jsonl"
    if not path.exists():
        pytest.skip(f"real data not found at {path}")
    with django_db_blocker.unblock(), transaction.atomic():
        load_synonyms(**WHO)
        import_guangdong(path, **WHO)
        load_places(at=AT)
        offices = load_offices(at=AT)
        for demo in items():
            item = add_item(offices[demo.organisation], demo.code, demo.elements, **WHO)
            versions = ItemVersion.objects.filter(item=item)
            versions.update(state="published", published_at=AT)
            item.current = versions.get()
            item.save(update_fields=["current"])
            index_items([item.pk])
        with connection.cursor() as cursor:  # else it plans by what the tables held before
            cursor.execute("analyze")
        yield
        transaction.set_rollback(True)


def found(text: str, filters: Filters | None = None) -> list[str]:
    return [item.current.name for item in search_items(text, filters, limit=TOP).items]


def share(wanted: list[str], names: list[str]) -> float:
    """How many of the items meant are among those found; “…” stands for any ending."""
    hits = [
        any(n.startswith(one[:-1]) if one.endswith("…") else n == one for n in names)
        for one in wanted
    ]
    return sum(hits) / len(hits)


def missed(shares: dict[str, float]) -> str:
    return "missed: " + ", ".join(text for text, part in shares.items() if part < 1)


@pytest.mark.shared_data
def test_what_people_mean_is_among_the_first_five(catalogue):
    kinds = [kind for kind in JUDGED if kind != "filters"]
    shares = {
        kind: {text: share(wanted, found(text)) for text, *wanted in JUDGED[kind]} for kind in kinds
    }
    shares["filters"] = {
        str(one): share(one["names"], found(one["text"], filters(one))) for one in JUDGED["filters"]
    }

    every = {text: part for kind in shares.values() for text, part in kind.items()}
    assert len(every) >= 200
    assert sum(every.values()) / len(every) >= LEAST, missed(every)
    for kind, parts in shares.items():
        assert sum(parts.values()) / len(parts) >= 0.85, f"{kind} {missed(parts)}"


def filters(asked: dict[str, Any]) -> Filters:
    """The filters of a judged question; an organisation is named."""
    named = asked.get("organisation")
    office = Organisation.objects.get(name=named).pk if named else None
    wanted = {name: asked[name] for name in ("audience", "item_type") if name in asked}
    return Filters(region=asked["region"], with_above=True, organisation=office, **wanted)
