"""Every form of every kind of page of the demo city, sent empty and with what nobody would send."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.config.demo_city import built
from tests.identity.factories import sign_in
from yimen.identity.models import Account
from yimen.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

ODD = {
    "date": "2026-02-31",
    "datetime-local": "2026-13-01T25:61",
    "number": "-99999999999999999999",
    "time": "25:61",
}
LONG = "<b>长</b>' %s {{ x }}\0" * 2000
#: Keys that say which one is meant: in a path, every case and every item is the same kind of page.
KEYS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9A-Z]{12,}|(?<=/)\d+(?=/)|(?<=/texts/).+")
#: Pages of the sign-in are the library's own; the portal's lists have no forms.
ELSEWHERE = ("/accounts/", "/i18n/", "/items/", "/laws/", "/powers/", "/proofs/")


@pytest.fixture(scope="module", autouse=True)
def city(django_db_setup, django_db_blocker, tmp_path_factory):
    """The city of today, built once for this file and rolled back after it."""
    with built(django_db_blocker, tmp_path_factory.mktemp("media"), at=timezone.now()):
        yield


def kind_of(address: str) -> tuple[str, tuple[str, ...]]:
    """What kind of page it is: its path without keys, and the names it asks with."""
    parts = urlsplit(address)
    asked = tuple(sorted(part.partition("=")[0] for part in parts.query.split("&") if part))
    return KEYS.sub("·", parts.path), asked


def pages(client: Client, start: str) -> Iterator[tuple[str, BeautifulSoup]]:
    """One page of each kind that can be reached by links."""
    waiting, seen = [start], set[object]()
    while waiting:
        address = waiting.pop(0)
        if kind_of(address) in seen or address.startswith(ELSEWHERE):
            continue
        seen.add(kind_of(address))
        answer = client.get(address)
        assert answer.status_code < 500, address
        if answer.status_code == 302:
            waiting.append(urljoin(address, answer["Location"]))
        if answer.streaming:  # a paper: read, so that it is closed
            assert b"".join(answer.streaming_content)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        page = BeautifulSoup(answer.content, "lxml")
        yield address, page
        links = (urljoin(address, link["href"]).split("#")[0] for link in page.select("a[href]"))
        waiting += [link for link in links if link.startswith("/")]


def forms(address: str, page: BeautifulSoup) -> Iterator[tuple[str, list[Tag]]]:
    """Every form that sends something: where to, and its fields."""
    for form in page.select("form[method=post]"):
        action = urljoin(address, form.get("action") or "").split("#")[0]
        fields = form.select("input[name]:not([type=file]), select[name], textarea[name]")
        if not action.startswith(ELSEWHERE):
            yield action, [one for one in fields if one["name"] != "csrfmiddlewaretoken"]


def empty(fields: list[Tag]) -> dict[str, str]:
    """Nothing said; what the page itself carries along stays."""
    kept = (one for one in fields if one.get("type") not in ("checkbox", "radio"))
    return {
        one["name"]: one.get("value", "") if one.get("type") == "hidden" else "" for one in kept
    }


def odd(fields: list[Tag]) -> dict[str, str]:
    """What nobody would say: days there are not, numbers beyond all bounds, choices not offered."""
    said: dict[str, str] = {}
    for one in fields:
        is_text = one.name == "textarea" or one.get("type", "text") in ("text", "search", "tel")
        value = LONG if is_text and one.name != "select" else ODD.get(one.get("type", ""), "nobody")
        said.setdefault(one["name"], one.get("value", "") if one.get("type") == "hidden" else value)
    return said


@pytest.mark.parametrize(
    ("username", "start"),
    [
        ("resident", "/cases/"),
        ("owner", "/cases/"),
        ("clerk", "/desk/"),
        ("approver", "/desk/"),
        ("editor", "/desk/"),
        ("overseer", "/desk/"),
        ("admin", "/desk/"),
        ("keeper", "/desk/"),
        ("window", "/station/"),
    ],
)
def test_what_nobody_would_send_is_refused_in_words_and_changes_nothing(username, start):
    client, sent = Client(), set[object]()
    sign_in(client, Account.objects.get(username=username))

    for address, page in pages(client, start):
        for action, fields in forms(address, page):
            shape = (kind_of(action), *sorted({one["name"] for one in fields}))
            if shape in sent:
                continue
            sent.add(shape)
            for said in (empty(fields), odd(fields)):
                refused_in_words(client, address, action, said)

    assert sent


def refused_in_words(client: Client, address: str, action: str, said: dict[str, str]) -> None:
    """Never a mistake of ours; what is refused says why and leaves no trace."""
    with transaction.atomic():
        before = Entry.objects.count()
        answer = client.post(action, said, headers={"Referer": f"http://testserver{address}"})
        assert answer.status_code < 500, (action, said)
        if answer.status_code >= 400:
            assert Entry.objects.count() == before, (action, said)
        if answer.status_code == 422:
            told = BeautifulSoup(answer.content, "lxml").select(".y-field__error, [role=alert]")
            assert any(one.get_text(strip=True) for one in told), (action, said)
        transaction.set_rollback(True)
