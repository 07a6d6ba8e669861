"""The links of a case's process, from its item version."""

from collections.abc import Sequence
from itertools import takewhile

from yimen.cases.models import Case
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.elements import STANDARD_LINKS, Link
from yimen.process.queries import open_tasks

NEEDED = frozenset({"accept", "decide", "issue"})  # kinds no lawful process can lack


def links_of(version: ItemVersion) -> Sequence[Link]:
    """The version's own links; the standard ones where it has none that reach a decision."""
    links = version.link_list
    return links if {link.kind for link in links} >= NEEDED else STANDARD_LINKS


def earlier_links(case: Case) -> list[Link]:
    """The links the case has passed since acceptance: where it may be returned to."""
    waiting = {task.link for task in open_tasks(case.pk)}
    passed = takewhile(lambda link: link.key not in waiting, links_of(case.version))
    return [link for link in passed if link.kind != "accept"]
