"""The proof list of the demo city, kept by the editors of its departments."""

from collections.abc import Mapping
from datetime import datetime

from yimen.catalogue.actions import add_proof
from yimen.catalogue.models import Proof
from yimen.config.demo.reading import read
from yimen.kernel.actor import Actor
from yimen.orgs.models import Organisation


def load_proofs(
    offices: Mapping[str, Organisation],
    people: Mapping[tuple[str, str], Actor],
    *,
    at: datetime,
) -> list[Proof]:
    """Every proof, put on the list by an editor of the department that keeps it."""
    made = []
    for row in read("proofs.toml")["proof"]:
        facts = dict(row)
        office, key = facts.pop("organisation"), facts.pop("key")
        made.append(add_proof(offices[office], key, facts, by=people[office, "editor"], at=at))
    return made
