"""What every request passes."""

import gzip
from datetime import date

import pytest
from django.http import HttpResponse
from django.urls import path, reverse

from tests.catalogue.factories import ItemFactory, VersionFactory
from yimen.config.urls import urlpatterns as all_urls
from yimen.identity.models import Account
from yimen.kernel.errors import NotAllowed, Stale


def refuse(request):
    """A page that is refused."""
    raise NotAllowed


def stale(request):
    """A page that came too late."""
    raise Stale


def greet(request):
    """A page that says in which language it is."""
    return HttpResponse(request.LANGUAGE_CODE)


def break_down(request):
    """A mistake of ours."""
    raise ZeroDivisionError


urlpatterns = [
    path("test/refuse", refuse),
    path("test/stale", stale),
    path("test/greet", greet),
    path("test/break", break_down),
    *all_urls,
]

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def test_pages_run_only_scripts_and_styles_of_this_site(client):
    policy = client.get("/test/greet").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_page_goes_out_compressed_to_who_can_read_it(client):
    plain = client.get("/")
    small = client.get("/", headers={"accept-encoding": "gzip"})

    assert not plain.has_header("Content-Encoding")
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert "<h1" in gzip.decompress(small.content).decode()
    assert len(small.content) < len(plain.content) / 2


@pytest.mark.parametrize(("address", "status"), [("/test/refuse", 403), ("/test/stale", 409)])
def test_a_refusal_is_a_page(client, address, status):
    response = client.get(address)

    assert response.status_code == status
    assert "<html" in response.content.decode()


def test_a_refusal_is_a_notice_for_htmx(client):
    response = client.get("/test/refuse", headers={"HX-Request": "true"})

    assert response.status_code == 403
    assert "<html" not in response.content.decode()
    assert 'id="notice"' in response.content.decode()


@pytest.mark.parametrize("address", ["/nowhere", "/desk/nowhere"])
def test_an_unknown_address_is_a_page(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "<html" in response.content.decode()


def test_what_the_database_cannot_hold_is_a_page_that_says_so(client, caplog):
    response = client.get("/items/a%00b/")

    assert response.status_code == 400
    assert "<html" in response.content.decode()
    assert "does not fit the database" in caplog.text


def test_a_mistake_of_ours_is_a_page_without_details(client):
    client.raise_request_exception = False

    response = client.get("/test/break")

    assert response.status_code == 500
    assert "<html" in response.content.decode()
    assert "ZeroDivisionError" not in response.content.decode()


def test_a_form_without_its_key_is_refused_with_a_page(client):
    client.handler.enforce_csrf_checks = True

    response = client.post("/test/greet")

    assert response.status_code == 403
    assert "<html" in response.content.decode()


@pytest.mark.parametrize(
    ("cookie", "account", "browser", "expected"),
    [
        ("", "", "", "zh-hans"),
        ("", "", "en", "en"),
        ("", "en", "", "en"),
        ("", "zh-hans", "en", "zh-hans"),
        ("en", "zh-hans", "", "en"),
    ],
)
def test_the_language_is_the_devices_then_the_accounts_then_the_browsers(
    client, cookie, account, browser, expected
):
    if account:
        person = Account.objects.create(username="reader", language=account)
        client.force_login(person)
    if cookie:
        client.cookies["django_language"] = cookie

    response = client.get("/test/greet", headers={"Accept-Language": browser})

    assert response.content.decode() == expected


def test_the_site_says_that_it_is_well(client):
    assert client.get("/healthz").content == b"ok\n"
    assert client.post("/healthz").status_code == 405


def test_the_address_of_an_act_opened_as_a_page_says_so(client):
    answer = client.get(reverse("desk:batch_do"))

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "这个地址不能直接打开" in answer.content.decode()


def test_the_first_page_of_a_day_puts_in_force_what_was_decided_for_it(client):
    item = ItemFactory(published=True)
    VersionFactory(item=item, number=2, state="scheduled", effective_on=date(2026, 5, 23))

    assert client.get("/test/greet").status_code == 200

    item.refresh_from_db()
    assert item.current.number == 2
