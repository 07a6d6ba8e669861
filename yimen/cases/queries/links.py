"""The links of a case's process, from its item version and situation."""

from collections.abc import Sequence
from itertools import takewhile

from yimen.cases.models import Case
from yimen.cases.queries.situation import narrowed
from yimen.catalogue.rules.elements import STANDARD_LINKS, Link
from yimen.process.queries import open_tasks

NEEDED = frozenset({"accept", "decide", "issue"})  # kinds no lawful process can lack


def links_of(case: Case) -> Sequence[Link]:
    """The links its situation needs; the standard ones where they would not reach a decision."""
    links = narrowed(case).links
    return links if {link.kind for link in links} >= NEEDED else STANDARD_LINKS


def earlier_links(case: Case) -> list[Link]:
    """The links the case has passed since acceptance: where it may be returned to."""
    waiting = {task.link for task in open_tasks(case.pk)}
    passed = takewhile(lambda link: link.key not in waiting, links_of(case))
    return [link for link in passed if link.kind != "accept"]
