"""The links of a case's process, from its item version."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import takewhile

from yimen.cases.models import Case
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.elements import STANDARD_LINKS, Link
from yimen.process.queries import open_tasks
from yimen.process.rules.links import LinkSpec

NEEDED = frozenset({"accept", "decide", "issue"})  # kinds no lawful process can lack


def links_of(version: ItemVersion) -> Sequence[Link]:
    """The version's own links; the standard ones where it has none that reach a decision."""
    links = version.link_list
    return links if {link.kind for link in links} >= NEEDED else STANDARD_LINKS


def link_specs(version: ItemVersion) -> list[LinkSpec]:
    """The links as the process engine draws them."""
    return [
        LinkSpec(key=link.key, kind=link.kind, name=link.name, grant=link.grant, days=link.days)
        for link in links_of(version)
    ]


def process_key(links: Sequence[LinkSpec]) -> str:
    """The same links share one process definition, however many items have them."""
    text = json.dumps([asdict(link) for link in links], sort_keys=True, ensure_ascii=False)
    return f"links:{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def earlier_links(case: Case) -> list[Link]:
    """The links the case has passed since acceptance: where it may be returned to."""
    waiting = {task.link for task in open_tasks(case.pk)}
    passed = takewhile(lambda link: link.key not in waiting, links_of(case.version))
    return [link for link in passed if link.kind != "accept"]
