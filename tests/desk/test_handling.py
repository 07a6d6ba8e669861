"""Turning away, asking again, going back and arranging, as officers do it on their pages."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import an_office, do
from tests.cases.test_inquiry import SIGN, drawn
from tests.desk.test_cases import act, filed, officer, sheet, soup, words
from tests.orgs.factories import PostFactory, PostingFactory, StaffFactory
from yimen.cases.models import Case
from yimen.cases.rules.processes import elements_of
from yimen.journal.queries import entries_of
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office()


def forms_of(response):
    """Which acts the sheet offers."""
    found = soup(response).select('form[action*="/acts/"]')
    return [form["action"].rstrip("/").rpartition("/")[2] for form in found]


@pytest.mark.parametrize(
    ("name", "facts", "said"),
    [
        ("not_needed", {"reason": "依法不需要许可"}, "不需要取得行政许可"),
        ("not_ours", {"reason": "非本机关职权", "where_to_go": "区局"}, "区局"),
        ("decline", {"ground": "incomplete", "reason": "材料不合法定形式"}, "材料不合法定形式"),
    ],
)
def test_three_ways_to_turn_an_application_away(client, office, name, facts, said):
    case = filed("submitted", office)
    officer(client, office.organisation, "case.accept")
    assert name in forms_of(client.get(sheet(case)))

    assert act(client, case, name, **facts).status_code == 302

    case.refresh_from_db()
    assert case.state == "declined"
    page = client.get(sheet(case))
    link = soup(page).select_one('a[href*="/notices/"]')["href"]
    assert said in words(client.get(link))
    assert act(client, case, name, **facts).status_code == 409


def test_asking_again_is_flagged_before_it_is_sent(client, office):
    case = filed("submitted", office)
    officer(client, office.organisation, "case.accept")
    facts = {"gaps": "请补充联系地址", "answer_by": "2099-01-01"}
    act(client, case, "request_supplement", **facts)
    do("supplement", case, office, timezone.now())
    field = soup(client.get(sheet(case))).find(id="id_request_supplement_repeat_reason_help")
    assert "请补充联系地址" in field.get_text()

    refused = act(client, case, "request_supplement", **facts)
    assert refused.status_code == 422
    assert soup(refused).find(id="id_request_supplement_repeat_reason_error")
    again = act(client, case, "request_supplement", **facts, repeat_reason="地址仍不完整")

    assert again.status_code == 302
    assert "地址仍不完整" in words(client.get(sheet(case)))


def test_a_return_is_offered_where_there_is_somewhere_to_return_to(client, office):
    case = filed("accepted", office)
    officer(client, office.organisation, "case.examine", "case.extend")
    act(client, case, "extend", days=3, reason="案情复杂")

    assert "return" not in forms_of(client.get(sheet(case)))
    assert act(client, case, "return", link="examine", reason="重来").status_code == 422


def test_one_takes_back_his_own_step_and_nobody_elses(client, office):
    case = filed("accepted", office)
    officer(client, office.organisation, "case.examine")
    act(client, case, "examine", conclusion="passed", text="符合条件")
    page = client.get(sheet(case))
    assert "recall" in forms_of(page)
    stale = soup(page).select_one('form[action$="/recall/"] input[name=revision]')["value"]
    assert act(client, case, "recall", reason="").status_code == 422
    assert act(client, case, "recall", reason="填错了").status_code == 302
    assert act(client, case, "recall", reason="再来", revision=stale).status_code == 409

    act(client, case, "examine", conclusion="passed", text="符合条件")
    officer(client, office.organisation, "case.examine")
    assert "recall" not in forms_of(client.get(sheet(case)))
    assert act(client, case, "recall", reason="别人的").status_code == 403


def a_colleague(organisation):
    staff = StaffFactory(organisation=organisation, name="赵同事")
    post = PostFactory(organisation=organisation, grants=["case.examine"])
    PostingFactory(staff=staff, post=post)
    return staff


def arrange(client, case, what, **facts):
    task = open_tasks(case.pk)[0]
    page = client.get(reverse("desk:task_page", args=[case.number, task.pk]))
    assert page.status_code == 200
    form = soup(page).select_one(f'form[action$="/{what}/"]')
    key = form.select_one("input[name=key]")["value"]
    facts = {"reason": "外出培训", "key": key, **facts}
    address = reverse("desk:task_arrange", args=[case.number, task.pk, what])
    return [client.post(address, facts).status_code for _ in range(2)]  # a double click


def test_a_task_is_handed_to_a_named_colleague(client, office):
    case = filed("accepted", office)
    staff = a_colleague(office.organisation)
    officer(client, office.organisation, "case.examine")
    assert arrange(client, case, "assign", staff="") == [422, 422]

    assert arrange(client, case, "assign", staff=staff.pk) == [302, 302]

    assert open_tasks(case.pk)[0].holder == staff
    assert [e.kind for e in entries_of(case.pk)].count("case.assigned") == 1
    assert "赵同事" in words(client.get(sheet(case)))


def test_who_may_not_and_the_other_office_have_no_such_page(client, office):
    case = filed("accepted", office)
    task = open_tasks(case.pk)[0]
    page = reverse("desk:task_page", args=[case.number, task.pk])
    post = reverse("desk:task_arrange", args=[case.number, task.pk, "assign"])
    for organisation, grants, status in (
        (office.organisation, ["case.accept"], 403),
        (an_office().organisation, ["case.examine"], 404),
    ):
        officer(client, organisation, *grants)
        assert client.get(page).status_code == status
        assert client.post(post).status_code in (status, 422)
    officer(client, office.organisation, "case.examine")
    assert client.post(post.replace("/assign/", "/explode/")).status_code == 404


def test_signers_are_arranged_while_the_countersignature_is_open(client):
    xml = drawn(SIGN)
    links = [link.to_json() for link in elements_of(xml)["links"]]
    office = an_office(version__drawing=xml, version__links=links)
    case = filed("accepted", office)
    staff = a_colleague(office.organisation)
    officer(client, office.organisation, "case.examine")

    assert arrange(client, case, "add-signer", staff=staff.pk) == [302, 302]
    assert len(open_tasks(case.pk)) == 4
    assert arrange(client, case, "remove-signer") == [302, 302]

    assert len(open_tasks(case.pk)) == 3
    assert Case.objects.get(pk=case.pk).state == "accepted"
