"""On a telephone: light, installable, and with nothing personal left on it."""

import gzip
import re
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.cases.factories import a_draft
from tests.portal.pages import HTMX, soup
from tests.portal.test_applying import TYPED

pytestmark = pytest.mark.django_db
MOST_BYTES = 200_000
#: Scripts a page names come over the line beside its style sheets; htmx, the great one, later.
MOST_NAMED = 5_000
NAMED = re.compile(r"""url\(["']?([^"')]+)|^import "(.+?)";""", re.MULTILINE)
HASHED = re.compile(r"\.[0-9a-f]{12}(?=\.\w+$)")


def url(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


def parts_of(page: BeautifulSoup) -> set[str]:
    """The addresses a browser loads with a page."""
    links = page.find_all("link", rel=["stylesheet", "icon", "manifest"])
    found = {link["href"] for link in links}
    found |= {tag["src"] for tag in page.find_all(["script", "img"], src=True)}
    return {address for address in found if not address.startswith("data:")}


def content_of(client, address: str) -> bytes:
    if not address.startswith("/static/"):
        return client.get(address).content
    path = finders.find(HASHED.sub("", address.removeprefix("/static/")))
    assert path, address
    with open(path, "rb") as file:
        return file.read()


def weight(client, address: str) -> dict[str, int]:
    """What a first visit takes over the line, by address, compressed as the site sends it."""
    page = client.get(address)
    bytes_of = {address: page.content}
    for part in parts_of(soup(page)):
        bytes_of[part] = content_of(client, part)
    for one in [part for part in bytes_of if part.endswith((".css", ".js"))]:
        for loaded in map("".join, NAMED.findall(bytes_of[one].decode())):
            if not loaded.startswith(("data:", "#")) and not loaded.endswith((".eot", ".ttf")):
                part = urljoin(one, loaded).split("?")[0].split("#")[0]
                bytes_of[part] = content_of(client, part)
    return {part: len(gzip.compress(content, 6)) for part, content in bytes_of.items()}


@pytest.mark.parametrize("name", ["home", "item_list", "status_query"])
def test_a_first_visit_is_light(client, office, name):
    parts = weight(client, url(name))

    assert len(parts) > 5  # the page and what it is drawn with
    assert [part for part in parts if "htmx" in part]  # and what its scripts ask for
    assert sum(parts.values()) <= MOST_BYTES, sorted(parts.items(), key=lambda p: -p[1])


@pytest.mark.parametrize("name", ["home", "item_list", "status_query"])
def test_the_first_view_waits_for_two_sheets_and_shares_the_line_with_little(client, office, name):
    page = soup(client.get(url(name)))
    scripts = page.find_all("script", src=True)

    sheets = [HASHED.sub("", link["href"]) for link in page.find_all("link", rel="stylesheet")]
    assert sheets == ["/static/ui/all.css", "/static/portal/portal.css"]
    assert all(script.get("type") == "module" or script.has_attr("defer") for script in scripts)
    named = [gzip.compress(content_of(client, script["src"])) for script in scripts]
    assert sum(map(len, named)) < MOST_NAMED


def test_the_manifest_names_icons_that_are_there(client):
    told = client.get(url("manifest")).json()

    sizes = {icon["sizes"] for icon in told["icons"]}
    assert {"192x192", "512x512"} <= sizes
    assert all(content_of(client, icon["src"])[:4] == b"\x89PNG" for icon in told["icons"])
    assert soup(client.get(url("home"))).find("link", rel="manifest")["href"] == url("manifest")


class TestWorker:
    """The service worker keeps one page that is nobody's."""

    def test_it_reaches_applications_only_and_keeps_only_what_is_nobody_s(self, client, me):
        script = client.get(url("worker"))
        page, shell = re.search(
            r'PAGE = "(.+?)";\s+const SHELL = \[PAGE, (.+?)\];', script.content.decode()
        ).groups()

        assert url("worker").startswith("/apply/")  # which is as far as it reaches
        assert script.headers["Content-Type"] == "text/javascript"
        assert page == url("offline")
        assert all(one.startswith('"/static/') for one in shell.split(", "))
        assert "cache.put" not in script.content.decode()

    def test_the_page_without_a_connection_is_the_same_for_everybody(self, client, me):
        assert client.get(url("offline")).content == me.get(url("offline")).content


class TestKeptOnTheDevice:
    """What is typed without a connection is kept under a key only this person's page has."""

    def key(self, client, case) -> str:
        return soup(client.get(url("apply_form", case.pk))).find("form", {"data-draft": True})[
            "data-key"
        ]

    def test_the_key_is_of_this_draft_and_this_account(self, me, office, now):
        one, two = a_draft(office, at=now), a_draft(office, at=now)

        assert len(self.key(me, one)) == 64
        assert self.key(me, one) == self.key(me, one)
        assert self.key(me, one) != self.key(me, two)

    def test_saving_says_which_state_the_page_now_has(self, me, office, now):
        case = a_draft(office, at=now)
        saved = soup(me.post(url("apply_keep", case.pk), TYPED, **HTMX)).find(id="saved")

        form = soup(me.get(url("apply_form", case.pk))).find("form", {"data-draft": True})
        assert form["data-saved"] == saved["data-at"]

    def test_signing_out_forgets_it(self, me):
        page = soup(me.get(reverse("account_logout")))

        assert page.find("form", attrs={"data-forgets": True})
        assert page.find("script", src=re.compile("offline"))
