"""The links of a case's process, from its item version and situation."""

from collections.abc import Sequence

from yimen.cases.models import Case
from yimen.cases.queries.situation import narrowed
from yimen.catalogue.rules.elements import STANDARD_LINKS, Link
from yimen.process.queries import SKIPPED, ChartLink, chart

NEEDED = frozenset({"accept", "decide", "issue"})  # kinds no lawful process can lack


def links_of(case: Case) -> Sequence[Link]:
    """The links its situation needs; the standard ones where they would not reach a decision."""
    links = narrowed(case).links
    return links if {link.kind for link in links} >= NEEDED else STANDARD_LINKS


def earlier_links(case: Case, drawn: Sequence[ChartLink] | None = None) -> list[ChartLink]:
    """The links the case has passed since acceptance: where it may be returned to.

    Who has drawn its chart already hands it in.
    """
    links = chart(case.pk) if drawn is None else drawn
    done = [link for link in links if link.state == "done"]
    return [link for link in done if link.kind != "accept" and link.outcome != SKIPPED]
