"""The values of a filter as links: a province has hundreds, so the address is read once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.html import escape

from yimen.portal.counts import Facet


@dataclass(frozen=True, slots=True)
class Link:
    """A value of a filter, and this page with the filter set; of the chosen value, without it."""

    facet: Facet
    link: str
    is_chosen: bool


def links_of(request: HttpRequest, facets: Iterable[Facet], name: str, chosen: Any) -> list[Link]:
    """The values of one filter, each with the page as it would be, from its beginning."""
    rest = request.GET.copy()
    for left_out in ("start", name):
        rest.pop(left_out, None)
    without = f"{request.path}?{rest.urlencode()}"
    before = f"{without}&" if rest else without
    made = []
    for facet in facets:
        is_chosen = str(chosen) == facet.value
        link = without if is_chosen else before + urlencode({name: facet.value})
        made.append(Link(facet, escape(link), is_chosen))
    return made
