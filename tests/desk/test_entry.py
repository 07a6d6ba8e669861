"""The desk's door, for whom the session ended while he was away."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.desk.test_cases import an_office, officer

pytestmark = pytest.mark.django_db
WORK = reverse("desk:work")
FORM = reverse("desk:phrase_list")


@pytest.fixture
def away(client):
    """An officer whose browser still has the cookie of a session that ended."""
    officer(client, an_office().organisation, "case.accept")
    assert client.get(WORK).status_code == 200
    Session.objects.all().delete()
    return client


def test_who_opens_a_page_is_told_and_comes_back_to_it(away):
    answer = away.get(WORK, follow=True)

    assert answer.redirect_chain[-1] == (f"{reverse('account_login')}?next={WORK}", 302)
    assert "登录已失效，请重新登录" in answer.content.decode()


def test_who_sends_something_is_told_that_nothing_was_done_and_comes_back_to_its_page(away):
    act, referer = reverse("desk:view_save"), {"Referer": f"http://testserver{FORM}"}

    answer = away.post(act, {"name": "x"}, headers=referer, follow=True)

    assert answer.redirect_chain[-1] == (f"{reverse('account_login')}?next={FORM}", 302)
    assert "刚才的操作没有执行" in answer.content.decode()


def test_a_part_of_a_page_is_never_answered_with_the_sign_in(away):
    here = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{FORM}"}

    answer = away.get(WORK, headers=here)

    assert answer.headers["HX-Redirect"] == f"{reverse('account_login')}?next={FORM}"
    assert not answer.content


@pytest.mark.parametrize("came_from", ["", "https://elsewhere.example/"])
def test_an_act_without_a_page_of_ours_leads_to_the_work_list(client, came_from):
    answer = client.post(reverse("desk:view_save"), headers={"Referer": came_from})

    assert answer.url == f"{reverse('account_login')}?next={WORK}"


def test_a_stranger_is_told_nothing_of_the_kind(client):
    assert "登录已失效" not in client.get(WORK, follow=True).content.decode()
