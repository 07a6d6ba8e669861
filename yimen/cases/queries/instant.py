"""Instant approval: whether a case may be decided at once, where it is stopped, which items do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from yimen.cases.models import Case, InstantStop
from yimen.cases.permissions import may_stop_item, may_stop_site
from yimen.cases.ports import Asked
from yimen.cases.queries.answers import answer_sheet
from yimen.cases.queries.duplicates import open_duplicates
from yimen.cases.queries.links import links_of
from yimen.cases.queries.review import RuleBook
from yimen.cases.rules.instant import LINKS, Instant, granted_by, granting
from yimen.cases.states import State
from yimen.catalogue.models import ServiceItem
from yimen.catalogue.queries import kept_version
from yimen.catalogue.rules.rulings import Ruling
from yimen.identity.models import Party
from yimen.identity.queries import document_number
from yimen.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class InstantRow:
    """An item that decides at once, with its tables and where it is stopped."""

    item: ServiceItem
    tables: Sequence[Ruling]
    stop: InstantStop | None
    may_stop: bool


@dataclass(frozen=True, slots=True)
class InstantPage:
    """The switches: of the site, and of each item."""

    rows: Sequence[InstantRow]
    site_stop: InstantStop | None
    may_stop_site: bool


def grants_at_once(version_id: UUID) -> bool:
    """Whether the version has a table that may grant at once; versions are kept in memory."""
    return bool(granting(kept_version(version_id).ruling_list))


def asked_about(case: Case, on: date) -> Asked:
    """Whom the register is asked about."""
    party = case.applicant
    is_person = party.kind == Party.Kind.PERSON
    return Asked(is_person, party.name, document_number(party), case.item.code, on)


def is_stopped(item_id: UUID) -> bool:
    """Whether the switch of the item, or of the site, is off."""
    return InstantStop.objects.filter(_where(item_id), ended_at=None).exists()


def instant_grant(case: Case, registry: Mapping[str, Any]) -> Instant | None:
    """What the tables grant at once; nothing where anything is left for people to look at."""
    if case.state != State.SUBMITTED or case.commitment_count or is_stopped(case.item_id):
        return None
    if open_duplicates(case).exists() or not _runs_by_itself(case):
        return None
    facts = {**answer_sheet(case).facts, "registry": dict(registry)}
    return granted_by(case.version.ruling_list, facts)


def instant_page(actor: Actor) -> InstantPage:
    """The items of offices the actor decides for that have a granting table, and the switches."""
    items = ServiceItem.objects.on_offer().exclude(current__rulings=[])
    rows = items.select_related("current", "organisation").order_by("code")
    stops = {one.item_id: one for one in _open_stops()}
    found = [
        InstantRow(item, tables, stops.get(item.pk), may_stop_item(actor, item))
        for item in rows
        if item.current and (tables := granting(item.current.ruling_list))
    ]
    return InstantPage(
        [row for row in found if row.may_stop or may_stop_site(actor)],
        stops.get(None),
        may_stop_site(actor),
    )


def _open_stops() -> Sequence[InstantStop]:
    return list(InstantStop.objects.filter(ended_at=None).select_related("stopped_by"))


def _where(item_id: UUID) -> Q:
    return Q(item=None) | Q(item=item_id)


def _runs_by_itself(case: Case) -> bool:
    """Whether no link needs people, and no checkpoint an answer."""
    links = links_of(case)
    book = RuleBook(case)
    return {one.kind for one in links} <= LINKS and not any(
        book.at(one.key).checkpoints for one in links
    )
