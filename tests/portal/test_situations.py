"""Questions about one's own case: on the guide, as the first step, on the check page."""

import re

import pytest
from django.urls import reverse

from tests.cases.factories import a_pdf, an_office
from tests.catalogue.factories import ItemFactory
from tests.identity.factories import applicant_actor
from tests.portal.pages import HTMX, errors, same, soup, words
from yimen.cases import actions
from yimen.cases.models import Case
from yimen.catalogue.rules.elements import Condition, Fee, Material, SituationQuestion
from yimen.ui.situations import query_of

KIND = SituationQuestion(
    "kind", "办哪一种？", "What?", options=(("new", "新办", "New"), ("renew", "延续", "Renew"))
)
AREAS = SituationQuestion(
    "areas",
    "经营什么？",
    options=(("hot", "热食", "Hot food"), ("raw", "生食", "Raw food")),
    is_many=True,
    when="situation.kind == 'new'",
)
MATERIALS = (
    Material("m1", "申请书"),
    Material("m2", "平面图", when="situation.kind == 'new'"),
    Material("m3", "专间图纸", when="'raw' in situation.areas"),
    Material("m4", "原许可证", when="situation.kind == 'renew'"),
)


@pytest.fixture
def office(account):
    office = an_office(
        version__situations=[KIND.to_json(), AREAS.to_json()],
        version__materials=[m.to_json() for m in MATERIALS],
        version__fees=[
            Fee(
                "f1", "工本费", "每证20元", "某价〔1号〕", 2000, "situation.kind == 'renew'"
            ).to_json()
        ],
        version__terms=[
            Condition("c1", "期满前三十日提出", when="situation.kind == 'renew'").to_json()
        ],
    )
    office.resident = applicant_actor(account.party, account=account)
    return office


@pytest.fixture
def draft(office, now):
    version, party = office.item.current, office.resident.party_id
    return actions.draft_case(version.pk, party, by=office.resident, at=now)


def guide(office, query=""):
    return reverse("portal:item_guide", args=[office.item.code]) + query


def step(case, name="situation"):
    return reverse(f"portal:apply_{name}", args=[case.pk])


def papers(response):
    table = soup(response).find("section", attrs={"aria-labelledby": "materials"})
    return [row.find("th").get_text(" ", strip=True) for row in table.select("tbody tr")]


@pytest.mark.django_db
def test_the_guide_shows_everything_with_the_situation_that_asks_for_it(client, office):
    page = client.get(guide(office))

    assert papers(page) == [
        "申请书",
        "平面图 仅限：新办",
        "专间图纸 仅限：生食",
        "原许可证 仅限：延续",
    ]
    assert "办哪一种？" in words(page)
    assert "经营什么？" not in words(page)


@pytest.mark.django_db
def test_an_address_with_answers_narrows_the_guide(client, office):
    page = client.get(guide(office, "?s-kind=renew"))

    assert papers(page) == ["申请书", "原许可证"]
    assert "按您的情形：需要2份材料（共4份） · 7 个工作日 · ¥20.00" in words(page)
    assert "期满前三十日提出" in words(page)
    link = soup(page).find(id="apply")["href"]
    assert link.endswith("/apply/?s-kind=renew")


@pytest.mark.django_db
def test_half_the_answers_narrow_as_far_as_they_go(client, office):
    page = client.get(guide(office, "?s-kind=new"))

    assert papers(page) == ["申请书", "平面图", "专间图纸 仅限：生食"]
    assert "目前看来：需要2至3份材料（共4份） · 7 个工作日 · 不收费" in words(page)
    assert "经营什么？" in words(page)


@pytest.mark.django_db
def test_the_part_for_htmx_equals_the_page_and_brings_the_way_to_apply(client, office):
    address = guide(office, "?s-kind=new&s-areas=raw")
    part, page = client.get(address, **HTMX), client.get(address)
    fresh = soup(part).find(id="apply")
    assert fresh["hx-swap-oob"] == "true"
    assert fresh["href"] == soup(page).find(id="apply")["href"]

    part.content = re.sub(rb"<a [^>]*hx-swap-oob.*?</a>", b"", part.content, flags=re.DOTALL)
    assert same(part, page, "guide")


def test_none_of_several_is_an_answer_that_can_be_shared():
    assert query_of({"kind": "new", "areas": []}) == "s-kind=new&s-areas="
    assert query_of({"areas": ["hot", "raw"]}) == "s-areas=hot&s-areas=raw"


@pytest.mark.django_db
def test_applying_begins_with_the_questions_and_keeps_what_the_guide_was_told(me, office):
    address = reverse("portal:apply_begin", args=[office.item.code]) + "?s-kind=new"
    form = soup(me.get(address)).select_one("form.y-card")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}

    answer = me.post(address, data)

    case = Case.objects.get()
    assert answer.url == step(case)
    assert case.situation == {"kind": "new"}


@pytest.mark.django_db
def test_one_goes_from_question_to_question_and_then_to_the_form(me, office, draft):
    answer = me.post(step(draft), {"at": "kind", "s-kind": "new"})
    assert answer.url == f"{step(draft)}?at=areas"

    answer = me.post(step(draft), {"at": "areas", "s-kind": "new", "s-areas": ""})
    assert answer.url == step(draft, "form")
    draft.refresh_from_db()
    assert draft.situation == {"kind": "new", "areas": []}


@pytest.mark.django_db
def test_one_may_go_back_to_the_question_before(me, office, draft):
    answer = me.post(step(draft), {"at": "areas", "s-kind": "new", "back": "kind"})

    assert answer.url == f"{step(draft)}?at=kind"
    focus = soup(me.get(answer.url)).select(".p-ask.is-focus")
    assert [one.legend.get_text(strip=True) for one in focus] == ["办哪一种？"]


@pytest.mark.django_db
def test_a_question_left_open_is_told(me, office, draft):
    page = me.post(step(draft), {"at": "kind"})

    assert page.status_code == 422
    assert "请选择符合您情况的一项。" in errors(page)["#id_s-kind"]


@pytest.mark.django_db
def test_a_changed_answer_says_what_goes_and_what_comes(me, office, draft):
    me.post(step(draft), {"at": "kind", "s-kind": "new"})
    me.post(step(draft), {"at": "areas", "s-kind": "new", "s-areas": "raw"})

    part = me.post(step(draft, "situation_keep"), {"at": "kind", "s-kind": "renew"}, **HTMX)

    assert "不再需要：平面图、专间图纸" in words(part)
    assert "现在需要：原许可证、工本费" in words(part)


@pytest.mark.django_db
def test_the_part_kept_while_answering_equals_the_page(me, office, draft):
    part = me.post(step(draft, "situation_keep"), {"at": "kind", "s-kind": "renew"}, **HTMX)

    assert same(part, me.get(f"{step(draft)}?at=kind"), "questions")


@pytest.mark.django_db
def test_papers_no_longer_needed_are_told_plainly(me, office, draft, now):
    by = office.resident
    actions.save_situation(draft.pk, {"kind": "new", "areas": []}, by=by, at=now)
    actions.add_material(draft.pk, "m2", a_pdf("平面图.pdf"), by=by, at=now)
    actions.save_situation(draft.pk, {"kind": "renew"}, by=by, at=now)

    for name in ("materials", "check"):
        page = me.get(step(draft, name))
        assert "以下文件保留在草稿中，不会提交：平面图.pdf" in words(page)
    check = me.get(step(draft, "check"))
    assert "办哪一种？ 延续" in words(check)


@pytest.mark.django_db
def test_the_check_page_leads_back_to_an_open_question(me, office, draft):
    link = soup(me.get(step(draft, "check"))).select_one(".y-errors a")["href"]

    assert link == f"{step(draft)}?at=kind"


@pytest.mark.django_db
def test_an_item_without_questions_has_no_such_step(me, account, now):
    office = an_office()
    by = applicant_actor(account.party, account=account)
    draft = actions.draft_case(office.item.current.pk, by.party_id, by=by, at=now)

    assert me.get(step(draft)).url == step(draft, "form")
    assert "情形" not in soup(me.get(step(draft, "form"))).select_one(".y-stepper").get_text()


@pytest.mark.django_db
def test_a_paper_that_is_the_result_of_another_item_leads_there(client):
    other = ItemFactory(published=True, version__name="营业执照核发")
    asked = Material("m1", "营业执照", result_of=other.basic_code).to_json()
    item = ItemFactory(published=True, organisation=other.organisation, version__materials=[asked])

    page = client.get(reverse("portal:item_guide", args=[item.code]))

    links = {a.get_text(" ", strip=True): a["href"] for a in soup(page).select("#guide th a")}
    assert links == {"去办理 : 营业执照核发": reverse("portal:item_guide", args=[other.code])}
    assert "由“营业执照核发”办理取得。" in words(page)
