"""Reading answers as people do."""

from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse

HTMX = {"HTTP_HX_REQUEST": "true"}


def soup(response: HttpResponse) -> BeautifulSoup:
    """The answer as a tree."""
    return BeautifulSoup(response.content, "lxml")


def words(response: HttpResponse) -> str:
    """The text of a page's main part."""
    page = soup(response)
    return " ".join((page.main or page).get_text(" ").split())


def errors(response: HttpResponse) -> dict[str, str]:
    """The errors in the summary: where each leads, and what it says."""
    box = soup(response).find(class_="y-errors")
    rows = box.find_all("li") if box else []
    return {(row.a["href"] if row.a else ""): row.get_text(" ", strip=True) for row in rows}


def same(part: HttpResponse, page: HttpResponse, name: str) -> bool:
    """Whether the part answered to htmx equals that part of the whole page."""
    return _bare(soup(part).find(id=name)) == _bare(soup(page).find(id=name))


def _bare(node: Any) -> str:
    for field in node.find_all("input", attrs={"name": "csrfmiddlewaretoken"}):
        field.decompose()
    return " ".join(str(node).split())
