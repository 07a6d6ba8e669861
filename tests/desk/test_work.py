"""The work list's tabs and filters, batches, phrases, notes, and two people on one case."""

from dataclasses import replace
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from python_calamine import CalamineWorkbook

from tests.cases.factories import a_case, an_office, do
from tests.desk.test_cases import EVERY, act, filed, officer, sheet, soup, words
from tests.identity.factories import AccountFactory, applicant_actor, sign_in
from yimen.cases.models import Case, Note, Phrase, WorkView
from yimen.cases.queries import WorkCounts, notes_of, work_list
from yimen.cases.rules.work import WorkFilter
from yimen.catalogue.rules.rulings import Checkpoint
from yimen.desk.work import caption
from yimen.desk.work import chips as chips_of
from yimen.journal.models import Entry
from yimen.journal.queries import entries_of

pytestmark = pytest.mark.django_db
WORK = reverse("desk:work")


@pytest.fixture
def office():
    return an_office()


def numbers(response):
    return {one["title"].replace(" ", "") for one in soup(response).select("#rows .number")}


def test_the_department_shows_what_my_post_does_not_do(client, office):
    mine, theirs = filed("submitted", office), filed("accepted", office)
    officer(client, office.organisation, "case.accept")

    assert numbers(client.get(WORK)) == {mine.number}
    assert numbers(client.get(WORK, {"scope": "house"})) == {mine.number, theirs.number}
    assert numbers(client.get(WORK, {"scope": "mine"})) == set()


def test_a_view_is_kept_shown_as_a_tab_and_taken_away(client, office):
    officer(client, office.organisation, "case.accept")
    query = {"scope": "house", "due": "near", "order": "oldest"}

    kept = client.post(reverse("desk:view_save"), {**query, "name": "快到期的"})
    page = soup(client.get(kept["Location"]))

    (tab,) = page.select(".desk-tabs [aria-current=page]")
    assert tab.get_text(strip=True) == "快到期的"
    other = Client()
    officer(other, office.organisation, "case.accept")
    assert "快到期的" not in words(other.get(WORK))
    view = WorkView.objects.get()
    other.post(reverse("desk:view_forget", args=[view.pk]))
    assert WorkView.objects.exists()
    client.post(reverse("desk:view_forget", args=[view.pk]))
    assert not WorkView.objects.exists()


@pytest.mark.parametrize("name", ["", "长" * 21, "a\0b"])
def test_a_view_that_cannot_be_called_so_is_told_at_its_name_and_the_list_stays(
    client, office, name
):
    officer(client, office.organisation, "case.accept")

    answer = client.post(reverse("desk:view_save"), {"name": name, "order": "oldest"})

    assert answer.status_code == 422 and not WorkView.objects.exists()
    page = soup(answer)
    assert page.find(id="id_view_name_error")
    assert page.select_one("form[action$='/views/save/'] [name=order]")["value"] == "oldest"


def test_what_nobody_can_have_typed_finds_nothing_and_breaks_nothing(client, office):
    officer(client, office.organisation, "case.accept")

    assert client.get(WORK, {"text": "a\0b", "item": "\0"}).status_code == 200
    client.post(reverse("desk:view_save"), {"name": "x", "text": "a\0b"})
    assert WorkView.objects.get().query == {"text": "ab"}


def chips(response):
    (row,) = soup(response).select("ul.desk-filters")
    return row.get_text(" ", strip=True)


def test_pre_review_has_its_filter_where_there_is_some_and_says_how_far_it_is(client, office):
    filed("submitted", office)
    officer(client, office.organisation, "case.accept")
    assert "网上预审" not in chips(client.get(WORK))
    online = an_office(organisation=office.organisation, version__prereview_days=3)
    passed = filed("passed", online)

    page = client.get(WORK, {"kind": "prereview"})

    assert "网上预审 1" in chips(page) and "预审通过，待交原件" in words(page)
    assert numbers(page) == {passed.number}


def test_counts_of_a_long_list_say_that_there_may_be_more():
    counts = WorkCounts(total=2000, over=3, kinds={"accept": 1990, "decide": 10}, is_all=False)

    with translation.override("en"):
        known = {str(one.word): one.count for one in chips_of(WorkFilter(), counts)}
        unknown = chips_of(WorkFilter(), replace(counts, is_all_pressing=False))

    assert known == {
        "All": "2000+",
        "To accept": "1990+",
        "To examine": "",  # none among those that were counted
        "To decide": "10+",
        "To deliver": "",
        "Due within two days": "0",
        "Overdue": "3",
    }
    assert [one.count for one in unknown][-2:] == ["", "3+"]


def test_the_list_says_where_it_is_the_applicants_turn(client, office):
    filed("supplementing", office)
    officer(client, office.organisation, "case.accept")

    (row,) = soup(client.get(WORK)).select("#rows tbody tr")
    assert "补正" in row.select_one(".y-tag").get_text()


def test_filters_and_order_stay_while_one_pages_and_counts_have_words(client, office):
    for _ in range(41):
        case = filed("submitted", office)
    officer(client, office.organisation, "case.accept")

    page = client.get(WORK, {"item": "食品", "order": "newest"})

    older = soup(page).select_one("a[rel=next]")["href"]
    assert "order=newest" in older and "item=" in older
    assert case.number in numbers(page)
    assert len(numbers(client.get(WORK + older))) == 1
    assert "两日内到期 0" in words(page)


def heads(page):
    return [one.get_text(strip=True) for one in page.select("#rows th[scope=col]")][3:]


def test_columns_are_chosen_and_kept_with_the_view(client, office):
    case = filed("submitted", office)
    officer(client, office.organisation, "case.accept")

    page = soup(client.get(WORK, {"columns": ["office", "due", "nonsense"]}))
    kept = client.post(reverse("desk:view_save"), {"columns": "due,office", "name": "按部门"})
    again = soup(client.get(kept["Location"]))

    assert heads(soup(client.get(WORK))) == ["环节", "剩余时间", "经办人", "标记"]
    assert heads(page) == heads(again) == ["到期日", "承办单位"]
    assert office.organisation.name in page.select_one("#rows tbody").get_text()
    assert again.select_one(".desk-tabs [aria-current=page]").get_text(strip=True) == "按部门"
    assert {box["value"] for box in again.select("[name=columns][checked]")} == {"due", "office"}
    assert "columns=due%2Coffice" in again.select_one(".desk-filters a")["href"]
    assert case.number


def cells(response):
    """The lines of a workbook, as text."""
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    return [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]


def test_the_list_is_exported_as_it_is_narrowed_and_no_further_than_one_sees(client, office):
    mine, theirs = filed("submitted", office), filed("accepted", office)
    filed("submitted", an_office())
    officer(client, office.organisation, "case.accept")
    export = soup(client.get(WORK, {"columns": ["link", "time"]})).find(string="导出表格").parent

    book = cells(client.get(export["href"]))
    house = cells(client.get(reverse("desk:work_export"), {"scope": "house"}))
    none = cells(client.get(reverse("desk:work_export"), {"text": "查无此人"}))

    assert book[1:] == [
        ["事项", "申请人", "办件编号", "环节", "剩余工作日"],
        [mine.version.name, mine.applicant.name, mine.number, "受理", "5.0"],
    ]
    assert {row[2] for row in house[2:]} == {mine.number, theirs.number}
    assert len(none) == 2


def test_a_long_list_says_that_it_is_cut(office):
    filed("submitted", office)
    filed("submitted", office)
    today = timezone.localdate()
    one, all_of_it = (work_list(office.clerk, today=today, limit=most) for most in (1, 2))

    with translation.override("zh-hans"):
        assert "仅含前 1 行" in caption(one, today)
        assert "仅含前" not in caption(all_of_it, today)


def batch(client, cases, status=200):
    response = client.get(reverse("desk:batch"), {"case": [case.number for case in cases]})
    assert response.status_code == status
    return response


def confirmed(response, **typed):
    """What a browser sends from the preview."""
    form = soup(response).find("form", action=reverse("desk:batch_do"))
    fields = [(one["name"], one["value"]) for one in form.select("input[type=hidden]")]
    data = {name: [v for n, v in fields if n == name] for name, _value in fields}
    return {**{k: v if k == "case" else v[0] for k, v in data.items()}, **typed}


def test_like_cases_are_accepted_together_each_as_an_act_of_its_own(client, office):
    cases = [filed("submitted", office) for _ in range(3)]
    officer(client, office.organisation, "case.accept")

    preview = batch(client, cases)
    data = confirmed(preview)
    do("accept", cases[1], office, timezone.now())  # somebody is quicker with one of them
    first = client.post(reverse("desk:batch_do"), data)
    again = client.post(reverse("desk:batch_do"), data)

    assert "3 件中有 3 件可以批量办理" in words(preview)
    form = soup(preview).find("form", action=reverse("desk:batch_do"))
    assert form.select_one("progress")["aria-label"] == form.select_one("[data-busy]")["data-busy"]
    for response in (first, again):
        assert "已办 2 件，未办 1 件" in words(response)
    for case in cases:
        assert [e.kind for e in entries_of(case.pk)].count("case.accepted") == 1


def test_the_preview_says_which_may_not_and_why(client, office):
    like = [filed("submitted", office) for _ in range(2)]
    other = a_case(office=an_office(organisation=office.organisation), at=timezone.now())
    accepted, foreign = filed("accepted", office), filed("submitted", an_office())
    officer(client, office.organisation, "case.accept")

    page = words(batch(client, [*like, other, accepted, foreign]))

    assert "4 件中有 2 件可以批量办理" in page  # the neighbour's does not exist
    assert "事项、版本或环节不同" in page
    assert "您的岗位没有这项权限" in page


def test_opinions_are_given_together_in_words_that_each_case_fills_in(client, office):
    cases = [filed("accepted", office) for _ in range(2)]
    officer(client, office.organisation, "case.examine")
    data = confirmed(batch(client, cases))

    empty = client.post(reverse("desk:batch_do"), {**data, "words": ""})
    client.post(reverse("desk:batch_do"), {**data, "words": "{申请人}（{办件号}）符合条件"})

    assert empty.status_code == 422
    for case in cases:
        opinion = case.opinions.get()
        assert opinion.text == f"{case.applicant.name}（{case.number}）符合条件"
        assert opinion.conclusion == "passed"


def test_what_has_to_be_weighed_is_left_out_of_a_batch(client):
    point = Checkpoint(key="c1", link="examine", text="场所符合要求")
    office = an_office(version__checkpoints=[point.to_json()])
    weighed = filed("accepted", office)
    officer(client, office.organisation, "case.examine")
    second, deciding = an_office(), Client()
    against = filed("accepted", second)
    do("examine", against, second, timezone.now(), conclusion="failed", text="面积不足")
    officer(deciding, second.organisation, "case.decide")

    checked, decided = words(batch(client, [weighed])), words(batch(deciding, [against]))

    assert "1 件中有 0 件可以批量办理" in checked and "有审查要点" in checked
    assert "1 件中有 0 件可以批量办理" in decided and "已有意见认为不符合条件" in decided


def test_phrases_are_kept_and_offered_beside_an_opinion(client, office):
    case = filed("accepted", office)
    account = officer(client, office.organisation, "case.examine")

    wrong = client.post(reverse("desk:phrase_add"), {"title": "错", "text": "{申请者}符合"})
    client.post(reverse("desk:phrase_add"), {"title": "符合", "text": "{申请人}符合条件"})
    offered = client.get(reverse("desk:phrase_choose", args=[case.number]))

    assert wrong.status_code == 422 and "申请者" in words(wrong)
    (button,) = soup(offered).select("[data-insert]")
    assert button["data-insert"] == f"{case.applicant.name}符合条件"
    assert (
        reverse("desk:phrase_choose", args=[case.number])
        in client.get(sheet(case)).content.decode()
    )
    client.post(reverse("desk:phrase_drop", args=[Phrase.objects.get(staff=account.staff).pk]))
    assert not Phrase.objects.exists()


def test_notes_and_urging_stand_on_the_sheet_and_not_on_the_applicants_page(client, office):
    resident = AccountFactory()
    office.resident = applicant_actor(resident.party, account=resident)
    case = filed("accepted", office)
    officer(client, office.organisation, *EVERY)

    client.post(reverse("desk:note_write", args=[case.number]), {"text": "经办甲：已电话核实"})
    client.post(reverse("desk:case_urge", args=[case.number]), {"text": "请今日办结"})
    page = words(client.get(sheet(case)))

    assert "经办甲：已电话核实" in page and "请今日办结" in page and "已催办" in page
    assert "已催办" in words(client.get(WORK, {"scope": "house"}))
    again = client.post(reverse("desk:case_urge", args=[case.number]), {"text": "再催"})
    assert again.status_code == 409
    his, nobody = Client(), Client()
    sign_in(his, resident)
    known = {"number": case.number, "code": case.query_code}
    told = [
        his.get(reverse("portal:case_page", args=[case.number])),
        nobody.post(reverse("portal:status_query"), known),
        nobody.get(reverse("api-v1:case_status", args=[case.number]), {"code": case.query_code}),
    ]
    for response in told:
        assert response.status_code == 200
        text = response.content.decode()
        assert "核实" not in text and "今日办结" not in text and "催办" not in text
        assert "note_written" not in text and "urged" not in text


def test_a_note_is_written_once_however_often_it_is_sent(client, office):
    case = filed("accepted", office)
    officer(client, office.organisation, *EVERY)
    said = {"text": "已核实", "key": uuid4()}

    for _ in range(2):
        client.post(reverse("desk:note_write", args=[case.number]), said)

    assert Note.objects.count() == 1


def test_notes_stand_newest_first_whatever_their_keys(client, office):
    case = filed("accepted", office)
    officer(client, office.organisation, *EVERY)
    keys = [UUID(int=3), UUID(int=1), UUID(int=2)]
    for number, key in enumerate(keys):
        said = {"text": f"第{number}条", "key": key}
        client.post(reverse("desk:note_write", args=[case.number]), said)

    assert [note.text for note in notes_of(Case.objects.get())] == ["第2条", "第1条", "第0条"]


@pytest.mark.parametrize(
    ("address", "most"), [("desk:note_write", 2000), ("desk:case_urge", 500)], ids=["note", "urge"]
)
def test_what_is_too_long_or_empty_is_told_there_and_nothing_typed_is_lost(
    client, office, address, most
):
    case = filed("submitted", office)
    officer(client, office.organisation, *EVERY)
    before = Entry.objects.count()

    long = client.post(reverse(address, args=[case.number]), {"text": "长" * (most + 1)})
    empty = client.post(reverse(address, args=[case.number]), {"text": " "})

    assert (long.status_code, empty.status_code) == (422, 422)
    assert f"不能超过{most}个字" in words(long) and "长" * (most + 1) in long.content.decode()
    assert "请填写此项" in words(empty)
    assert Entry.objects.count() == before


def test_the_second_of_two_learns_who_did_what_and_can_send_again_what_he_typed(client, office):
    case = filed("accepted", office)
    officer(client, office.organisation, *EVERY)
    seen = case.revision
    do("extend", case, office, timezone.now(), days=3, reason="案情复杂需延长")

    late = act(client, case, "examine", revision=seen, conclusion="passed", text="我写了很久的意见")

    page = soup(late)
    assert late.status_code == 409
    conflict = page.find(id="conflict").get_text(" ", strip=True)
    assert "案情复杂需延长" in conflict and "我写了很久的意见" not in conflict
    form = page.find("form", action=reverse("desk:case_act", args=[case.number, "examine"]))
    assert form.textarea.get_text(strip=True) == "我写了很久的意见"
    hidden = {one["name"]: one["value"] for one in form.select("input[type=hidden]")}
    typed = {"conclusion": "passed", "text": form.textarea.get_text(strip=True)}
    address = reverse("desk:case_act", args=[case.number, "examine"])
    assert client.post(address, {**hidden, **typed}).status_code == 302
    assert case.opinions.get().text == "我写了很久的意见"


def test_where_the_step_is_gone_what_was_typed_is_kept_to_be_copied(client, office):
    case = filed("accepted", office)
    officer(client, office.organisation, *EVERY)
    seen = case.revision
    quicker = do("examine", case, office, timezone.now())

    late = act(client, case, "examine", revision=seen, conclusion="passed", text="我写了很久的意见")

    page = soup(late)
    assert late.status_code == 409
    conflict = page.find(id="conflict").get_text(" ", strip=True)
    assert "审查完毕" in conflict and "我写了很久的意见" in conflict
    assert not page.find("form", action=reverse("desk:case_act", args=[case.number, "examine"]))
    assert Case.objects.get(pk=case.pk).revision == quicker.revision
    assert case.opinions.count() == 1


def test_turning_a_material_changes_the_material_alone(client, office):
    case = filed("submitted", office)
    officer(client, office.organisation, "case.accept")
    file = case.materials.get()

    part = client.get(sheet(case), {"show": file.pk}, headers={"HX-Request": "true"})

    page = soup(part)
    assert page.find(id="viewer-part") and not page.find(id="acts")
    assert f"{file.pk}" in page.iframe["src"]
