"""Cards on the pages: the queue, one card and its acts, what stands against a unit, who sees it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cases.factories import a_case, a_pdf
from tests.desk.editing import officer
from tests.desk.test_cases import soup, words
from tests.orgs.factories import OrganisationFactory
from tests.supervision.factories import RuleFactory, a_card, do
from tests.supervision.passing import follow
from yimen.cases.actions import ask_opinion
from yimen.cases.actions.consulting import Question
from yimen.cases.models import Consultation
from yimen.supervision.actions.rulesets import ship_time_rules
from yimen.supervision.actions.sweeping import sweep
from yimen.supervision.models import Card, CardStep
from yimen.supervision.states import CardState, Level

pytestmark = pytest.mark.django_db

SUPERVISOR = ("case.read", "case.supervise")
KEEPER = ("case.read", "supervision.manage")
UNIT = ("case.decide",)
QUEUE = "desk:card_list"


def page_of(card):
    return reverse("desk:card_page", args=[card.pk])


def act(client, card, move, **facts):
    """Open the page, fill the act's form, send it."""
    form = form_of(client, card, move)
    hidden = {one["name"]: one["value"] for one in form.select("input[type=hidden]")}
    return client.post(form["action"], {**hidden, **facts})


def form_of(client, card, move):
    address = reverse("desk:card_act", args=[card.pk, move])
    return soup(client.get(page_of(card))).select_one(f'form[action="{address}"]')


def offered(client, card):
    """The acts whose forms the page shows."""
    forms = soup(client.get(page_of(card))).select(".desk-acts form")
    return {form["action"].rstrip("/").rsplit("/", 1)[1] for form in forms}


def test_a_card_goes_its_way_on_the_pages(client, bench, now):
    house = bench.office.organisation
    card = a_card("to_issue", bench=bench, at=now)

    officer(client, house, *SUPERVISOR)
    assert act(client, card, "issue").status_code == 302
    officer(client, house, *UNIT)
    sent = act(client, card, "explain", text="系统故障，已补办", papers=[a_pdf("说明.pdf")])
    assert sent.status_code == 302, words(sent)
    officer(client, house, *SUPERVISOR)
    assert "系统故障，已补办" in words(client.get(page_of(card)))
    assert act(client, card, "uphold", text="经核查，情况属实").status_code == 302
    officer(client, house, *UNIT)
    assert act(client, card, "appeal", text="法定时限未超").status_code == 302
    officer(client, house, *KEEPER)
    assert act(client, card, "dismiss_appeal", text="已超承诺时限").status_code == 302
    officer(client, house, *UNIT)
    assert act(client, card, "rectify", text="已完善提醒机制").status_code == 302

    card.refresh_from_db()
    assert card.state == CardState.RECTIFIED
    done = ["issue", "explain", "uphold", "appeal", "dismiss_appeal", "rectify"]
    assert list(card.steps.order_by("at").values_list("act", flat=True)) == done
    found = words(client.get(page_of(card)))
    for said in ("法定时限未超", "已完善提醒机制", "说明.pdf"):
        assert said in found


def test_a_paper_of_a_step_is_read_by_those_who_see_the_card_only(client, bench, now):
    card = a_card("issued", bench=bench, at=now)
    do("explain", card, bench, now, papers=[a_pdf("说明.pdf")])
    officer(client, bench.office.organisation, *SUPERVISOR)
    (link,) = soup(client.get(page_of(card))).select("ol.y-timeline a.y-file")

    assert b"".join(client.get(link["href"])).startswith(b"%PDF")
    officer(client, OrganisationFactory(), *SUPERVISOR)
    assert client.get(link["href"]).status_code == 404


def test_an_officer_is_held_to_account_once_the_days_to_appeal_are_over(client, bench, now):
    card = a_card("upheld", bench=bench, at=now - timedelta(days=40))
    officer(client, bench.office.organisation, *SUPERVISOR)
    form = form_of(client, card, "hold_to_account")
    chosen = form.select_one("select[name=officer] option[selected]")["value"]

    assert chosen == str(card.officer)
    facts = {"officer": chosen, "measure": "talk", "text": "谈话提醒"}
    assert act(client, card, "hold_to_account", **facts).status_code == 302
    assert Card.objects.get(pk=card.pk).state == CardState.ACCOUNTED


@pytest.mark.parametrize(
    ("state", "grants", "moves"),
    [
        ("to_issue", SUPERVISOR, {"issue", "drop"}),
        ("to_issue", UNIT, set()),
        ("issued", UNIT, {"explain"}),
        ("issued", SUPERVISOR, {"withdraw"}),  # the unit has its days to explain
        ("explained", SUPERVISOR, {"uphold", "withdraw"}),
        ("upheld", UNIT, {"appeal", "rectify"}),
        ("upheld", ("case.examine",), set()),
        ("appealed", SUPERVISOR, set()),
        ("appealed", KEEPER, {"dismiss_appeal", "allow_appeal"}),
        ("withdrawn", SUPERVISOR, set()),
    ],
)
def test_each_role_is_offered_what_it_may_do(client, bench, now, state, grants, moves):
    card = a_card(state, bench=bench, at=now)
    officer(client, bench.office.organisation, *grants)

    assert offered(client, card) == moves


def test_who_handled_the_case_is_offered_no_judgement_and_is_told_why(client, bench, now):
    card = a_card("explained", bench=bench, at=now)
    account = officer(client, bench.office.organisation, *SUPERVISOR)
    Card.objects.filter(pk=card.pk).update(officer=account.staff_id)
    address = reverse("desk:card_act", args=[card.pk, "uphold"])

    assert offered(client, card) == set()
    facts = {"revision": card.revision, "key": "0" * 31 + "1", "text": "情况属实"}
    refused = client.post(address, facts)
    assert refused.status_code == 403
    assert Card.objects.get(pk=card.pk).state == CardState.EXPLAINED


def test_who_upheld_a_card_does_not_hear_its_appeal(client, bench, now):
    card = a_card("explained", bench=bench, at=now)
    officer(client, bench.office.organisation, *SUPERVISOR, "supervision.manage")
    act(client, card, "uphold", text="情况属实")
    do("appeal", card, bench, now)

    assert offered(client, card) == set()


def test_a_stale_page_says_so_and_keeps_what_was_written(client, bench, now):
    card = a_card("issued", bench=bench, at=now)
    officer(client, bench.office.organisation, *UNIT)
    address = reverse("desk:card_act", args=[card.pk, "explain"])
    form = form_of(client, card, "explain")
    hidden = {one["name"]: one["value"] for one in form.select("input[type=hidden]")}
    do("explain", card, bench, now)

    response = client.post(address, {**hidden, "text": "我写的说明"})

    assert response.status_code == 409
    assert soup(response).select_one("[role=alert]")
    assert "我写的说明" in words(response)
    assert CardStep.objects.count() == 2  # issue, explain


def test_a_double_click_counts_once(client, bench, now):
    card = a_card("issued", bench=bench, at=now)
    officer(client, bench.office.organisation, *UNIT)
    form = form_of(client, card, "explain")
    hidden = {one["name"]: one["value"] for one in form.select("input[type=hidden]")}

    for _ in range(2):
        answer = client.post(form["action"], {**hidden, "text": "说明一次"})
        assert answer.status_code == 302
    assert card.steps.filter(act="explain").count() == 1


def test_an_act_without_words_comes_back_with_the_error_at_its_field(client, bench, now):
    card = a_card("issued", bench=bench, at=now)
    officer(client, bench.office.organisation, *UNIT)

    response = act(client, card, "explain", text="")

    assert response.status_code == 422
    assert soup(response).select_one(".y-field--bad textarea[name=text]")


@pytest.mark.parametrize("page", ["card_list", "card_unit", "card_near", "card_picture"])
def test_a_neighbour_sees_nothing_of_the_cards_of_others(client, bench, now, page):
    card = a_card("issued", bench=bench, at=now)
    officer(client, OrganisationFactory(), *SUPERVISOR, *UNIT)

    assert page_of(card) not in client.get(reverse(f"desk:{page}")).content.decode()
    assert client.get(page_of(card)).status_code == 404


def test_residents_and_strangers_have_no_supervision(client, bench, now):
    card = a_card("issued", bench=bench, at=now)
    assert client.get(page_of(card)).status_code == 302  # to the door
    officer(client, bench.office.organisation, "item.edit")
    assert client.get(reverse("desk:supervision")).status_code == 404


def test_the_queue_counts_and_narrows(client, bench, now):
    waiting = a_card("to_issue", bench=bench, at=now)
    red = a_card("explained", bench=bench, at=now, level=Level.RED)
    ended = a_card("withdrawn", bench=bench, at=now)
    late = a_card("issued", bench=bench, at=now - timedelta(days=30))
    officer(client, bench.office.organisation, *SUPERVISOR)

    def shown(**query):
        links = soup(client.get(reverse(QUEUE), query)).select("#rows a.item")
        return {card for card in (waiting, red, ended, late) if page_of(card) in map(href, links)}

    def href(link):
        return link["href"]

    assert shown() == {waiting, red, late}
    assert shown(state="late") == {late}
    assert shown(state="all", level="3") == {red}
    assert shown(state="withdrawn") == {ended}
    assert shown(rule=red.code) == {red}
    counts = [b.get_text() for b in soup(client.get(reverse(QUEUE))).select(".desk-filters a b")]
    assert counts == ["3", "1", "1", "1", "0", "0", "0", "1"]


def test_the_queue_goes_on_where_the_page_ended(client, bench, now):
    rule = RuleFactory()
    case = a_card("issued", bench=bench, at=now, rule=rule).case
    for minutes in range(41):
        a_card("issued", bench=bench, case=case, rule=rule, at=now - timedelta(minutes=minutes))
    officer(client, bench.office.organisation, *SUPERVISOR)

    first = soup(client.get(reverse(QUEUE)))
    older = first.select_one("a[rel=next]")["href"]
    rest = soup(client.get(reverse(QUEUE) + older))

    seen = [a["href"] for page in (first, rest) for a in page.select("#rows a.item")]
    assert len(seen) == len(set(seen)) == 42
    assert rest.select_one("a[rel=prev]")
    assert client.get(reverse(QUEUE), {"after": "nonsense"}).status_code == 422


def test_the_part_for_htmx_is_the_part_of_the_page(client, bench, now):
    a_card("issued", bench=bench, at=now)
    officer(client, bench.office.organisation, *SUPERVISOR)

    page = soup(client.get(reverse(QUEUE)))
    part = client.get(reverse(QUEUE), headers={"HX-Request": "true"})

    assert str(page.find(id="rows")) == str(soup(part).find(id="rows"))


def test_the_pages_take_a_constant_number_of_queries(
    client, bench, now, django_assert_max_num_queries
):
    officer(client, bench.office.organisation, *SUPERVISOR, *UNIT)
    card = a_card("explained", bench=bench, at=now)
    for _ in range(4):
        a_card("issued", bench=bench, at=now)
    for address, most in ((reverse(QUEUE), 14), (page_of(card), 16), (unit(), 12)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)


def unit():
    return reverse("desk:card_unit")


def test_the_unit_finds_what_it_must_answer_before_what_others_have(client, bench, now):
    ours = a_card("issued", bench=bench, at=now)
    theirs = a_card("explained", bench=bench, at=now)
    ended = a_card("withdrawn", bench=bench, at=now)
    officer(client, bench.office.organisation, *UNIT)

    page = soup(client.get(unit()))

    def within(name):
        part = page.select_one(f"section[aria-labelledby={name}]")
        return {a["href"] for a in part.select("a.item")}

    assert within("against") == {page_of(ours)}
    assert within("review") == {page_of(theirs)}
    assert page_of(ended) not in str(page)


def test_supervisors_come_to_the_queue_and_others_to_their_unit(client, bench):
    house = bench.office.organisation
    for grants, page in ((SUPERVISOR, QUEUE), (KEEPER, QUEUE), (UNIT, "desk:card_unit")):
        officer(client, house, *grants)
        assert client.get(reverse("desk:supervision")).url == reverse(page)


def test_the_menu_leads_there(client, bench):
    officer(client, bench.office.organisation, "case.accept")
    nav = soup(client.get(reverse("desk:work"))).select_one(".desk-nav")
    assert nav.select_one(f'a[href="{reverse("desk:supervision")}"]')


def test_the_asked_office_reads_what_its_card_is_about_and_no_more(client, bench, now):
    ship_time_rules()
    other = OrganisationFactory(name="测试消防局")
    case = a_case("accepted", office=bench.office, at=now)
    question = Question(other, "该场所是否符合消防要求？", 3)
    ask_opinion(case.pk, question, by=bench.office.examiner, at=now)
    asked = reverse("desk:asked_page", args=[Consultation.objects.get().pk])
    follow()
    sheet = reverse("desk:case_sheet", args=[case.number])

    officer(client, other, *UNIT)
    coming = client.get(reverse("desk:card_unit")).content.decode()
    assert asked in coming
    assert sheet not in coming
    sweep(at=now + timedelta(days=20))
    card = Card.objects.filter(code="T9", level=Level.YELLOW).get()
    page = client.get(page_of(card)).content.decode()

    assert bench.office.organisation.name in page  # who asked
    assert asked in page
    assert client.get(asked).status_code == 200
    assert case.number[-8:] in page.replace(" ", "")
    assert sheet not in page
    assert client.get(sheet).status_code == 404
    officer(client, other, *SUPERVISOR)  # who judges it does not answer for the office
    assert asked not in client.get(page_of(card)).content.decode()
    officer(client, bench.office.organisation, *SUPERVISOR)
    assert client.get(page_of(card)).status_code == 404


def test_a_paper_that_is_not_taken_is_told_at_its_field(client, bench, now):
    card = a_card("issued", bench=bench, at=now)
    officer(client, bench.office.organisation, *UNIT)
    program = SimpleUploadedFile("说明.exe", b"MZ" * 100)

    response = act(client, card, "explain", text="系统故障，已补办", papers=[program])

    assert response.status_code == 422
    field = soup(response).select_one(".y-field--bad:has([name=papers])")
    assert "PDF" in field.get_text()
    assert "系统故障，已补办" in words(response)
    assert Card.objects.get().state == CardState.ISSUED


def test_a_long_explanation_is_folded_and_whole(client, bench, now):
    card = a_card("issued", bench=bench, at=now)
    text = "因设计单位变更图纸，" * 60 + "以上情况属实。"
    do("explain", card, bench, now, text=text)
    officer(client, bench.office.organisation, *SUPERVISOR)

    told = soup(client.get(page_of(card))).select_one("ol.y-timeline details")

    assert told.select_one("summary").get_text().count("设计单位") < 30
    assert text in told.get_text()
