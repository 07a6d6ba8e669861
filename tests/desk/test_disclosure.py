"""What the public sees of an item's cases, set by who reviews the item, with a preview."""

import pytest
from django.urls import reverse

from tests.cases.factories import a_case, an_office
from tests.desk.editing import officer, page, words
from yimen.figures.models import Disclosure
from yimen.figures.queries import disclosed_case
from yimen.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def case(office):
    return a_case("accepted", office=office)


@pytest.fixture
def address(office):
    return reverse("desk:item_disclosure", args=[office.item.code])


def as_officer(client, office, *grants):
    officer(client, office.organisation, *grants)
    return client


def test_a_reviewer_sees_the_last_cases_as_the_public_does(client, office, case, address):
    shown = words(page(as_officer(client, office, "item.review").get(address)))

    assert f"{case.applicant.name[0]}**" in shown and case.applicant.name not in shown
    assert "张**" in shown and "新余***公司" in shown  # what the choices come to


def test_other_choices_are_tried_before_they_are_kept(client, office, case, address):
    asked = {"is_public": "yes", "person": "hidden", "body": "hidden"}
    shown = page(as_officer(client, office, "item.review").get(address, asked))

    assert words(shown.select_one("[aria-labelledby=shown] td strong")).strip() == "***"
    assert not Disclosure.objects.exists()


def test_what_is_kept_is_what_the_public_page_shows(client, office, case, address):
    said = {"is_public": "no", "person": "first", "body": "ends"}

    answer = as_officer(client, office, "item.review").post(address, said)

    assert answer.status_code == 302
    assert not Disclosure.objects.get(item=office.item).is_public
    assert Entry.objects.filter(kind="disclosure.set").count() == 1
    assert disclosed_case(case.number) is None
    assert not page(client.get(address)).select("[aria-labelledby=shown] table")


def test_an_editor_looks_and_does_not_decide(client, office, case, address):
    editor = as_officer(client, office, "item.edit")

    assert not page(editor.get(address)).select("button[type=submit]:not([formmethod]).btn-primary")
    said = {"is_public": "yes", "person": "hidden", "body": "ends"}
    assert editor.post(address, said).status_code == 403
    assert not Disclosure.objects.exists()


def test_an_unknown_choice_is_refused(client, office, address):
    said = {"is_public": "yes", "person": "whole", "body": "ends"}

    assert as_officer(client, office, "item.review").post(address, said).status_code == 422
