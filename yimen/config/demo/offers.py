"""The items of the demo city: written by editors, published by reviewers."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from yimen.catalogue.actions import add_item, load_code_tables, publish_version, submit_version
from yimen.catalogue.models import ServiceItem
from yimen.config.demo.city import OPENED
from yimen.config.demo.people import officers
from yimen.config.demo.proofs import load_proofs
from yimen.config.demo.reading import items
from yimen.identity.models import Account
from yimen.identity.queries import actor_of
from yimen.kernel.actor import Actor
from yimen.orgs.models import Organisation


def load_items(
    offices: Mapping[str, Organisation], accounts: Mapping[str, Account], *, at: datetime
) -> list[ServiceItem]:
    """Every item as a published version, drafted by one officer and reviewed by another."""
    load_code_tables()
    people = _people(accounts, at=at - OPENED)
    load_proofs(offices, people, at=at - OPENED)
    made = []
    for demo in items():
        editor, reviewer = (
            people[demo.organisation, "editor"],
            people[demo.organisation, "reviewer"],
        )
        at_work = at - OPENED
        item = add_item(offices[demo.organisation], demo.code, demo.elements, by=editor, at=at_work)
        version = item.versions.get()
        submit_version(version.pk, by=editor, at=at_work + timedelta(hours=2))
        publish_version(version.pk, by=reviewer, at=at_work + timedelta(hours=5))
        made.append(item)
    return made


def _people(accounts: Mapping[str, Account], *, at: datetime) -> dict[tuple[str, str], Actor]:
    """Editors and reviewers by office and role."""
    day = timezone.localdate(at)
    return {
        (officer.office, officer.role.key): actor_of(accounts[officer.username], on=day)
        for officer in officers()
        if officer.role.key in {"editor", "reviewer"}
    }
