"""A form of sections, tables, files and conditions, from the first key to the office."""

import pytest
from django.urls import reverse

from tests.cases.factories import a_pdf, an_office, do
from tests.conftest import AT
from tests.identity.factories import applicant_actor, resident_number
from tests.portal.pages import HTMX, errors, soup, words
from yimen.cases import actions
from yimen.cases import errors as refusals
from yimen.cases.models import Case
from yimen.cases.queries import answer_groups, case_sheet
from yimen.catalogue.rules.elements import FormField

pytestmark = pytest.mark.django_db

FIELDS = (
    FormField("firm", "企业", kind="section", is_required=False),
    FormField("capital", "注册资本", "Capital", kind="money"),
    FormField("online", "网络经营", kind="yes_no"),
    FormField("shop", "网店", kind="section", when="online == true", is_required=False),
    FormField("platform", "平台"),
    FormField("people", "人员", kind="section", is_required=False),
    FormField(
        "members",
        "成员",
        kind="table",
        min=1,
        max=3,
        columns=(
            FormField("who", "姓名"),
            FormField("abroad", "境外", kind="yes_no"),
            FormField("paper", "证件", kind="person", when="abroad == true"),
            FormField("share", "份额", kind="number", unit="%"),
        ),
        check="sum(map(members, #.share)) == 100",
        check_text="份额之和应为100%。",
    ),
    FormField("photo", "照片", kind="file", max=2),
)
ONE = {"members": "1", "members-0-who": "王", "members-0-abroad": "no", "members-0-share": "100"}
TYPED = {"capital": "1,280.50", "online": "no", **ONE}


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


@pytest.fixture
def office(account):
    office = an_office(version__form=[field.to_json() for field in FIELDS], version__materials=[])
    office.resident = applicant_actor(account.party, account=account)
    return office


@pytest.fixture
def draft(office):
    version = office.item.current
    return actions.draft_case(version.pk, office.resident.party_id, by=office.resident, at=AT)


def post(me, draft, **typed):
    return me.post(url("apply_form", draft.pk), {**TYPED, **typed})


def kept(draft):
    draft.refresh_from_db()
    return draft.form


def test_the_page_asks_section_by_section_and_marks_what_is_not_asked(me, draft):
    page = soup(me.get(url("apply_form", draft.pk)))

    assert [one.get_text(strip=True) for one in page.select(".y-section__title")] == [
        "企业",
        "网店",
        "人员",
    ]
    assert page.find(attrs={"data-path": "shop"}).has_attr("data-unasked")
    assert not page.find(attrs={"data-path": "capital"}).has_attr("data-unasked")


def test_all_is_kept_and_one_goes_on(me, draft):
    answer = post(me, draft, photo=a_pdf("照片.pdf"))

    assert answer.url == url("apply_materials", draft.pk)
    assert kept(draft)["capital"] == 128050
    assert kept(draft)["members"] == [{"who": "王", "abroad": False, "paper": None, "share": 100}]
    assert [file.material for file in draft.materials.all()] == ["form.photo"]


def test_errors_are_named_with_their_row_and_lead_to_the_cell(me, draft):
    two = {"members": "2", "members-1-who": "李", "members-1-abroad": "yes", "members-1-share": "x"}
    answer = post(me, draft, photo=a_pdf(), **two)

    assert answer.status_code == 422
    found = errors(answer)
    assert list(found) == ["#id_members-1-paper-name", "#id_members-1-share"]
    assert "成员 · 第 2 行 · 份额" in found["#id_members-1-share"]


def test_a_check_over_the_table_is_told_at_the_table(me, draft):
    answer = post(me, draft, photo=a_pdf(), **{"members-0-share": "60"})

    assert errors(answer) == {"#id_members": "成员：份额之和应为100%。"}
    assert soup(answer).find(id="id_members").find(class_="y-field__error")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_row_is_added_and_taken_out_with_nothing_lost(me, draft, headers):
    typed = {**TYPED, "members-0-share": "不知道"}
    more = me.post(url("apply_form", draft.pk), {**typed, "row_add": "members"}, **headers)
    page = soup(more)

    assert more.status_code == 422  # what was typed wrong is said, and stays
    assert page.find(attrs={"name": "members"})["value"] == "2"
    assert page.find(attrs={"name": "members-0-share"})["value"] == "不知道"
    assert page.find(id="id_members-1").has_attr("data-focus")

    two = {**TYPED, "members": "2", "members-1-who": "李", "row_remove": "members-0"}
    less = soup(me.post(url("apply_form", draft.pk), two, **headers))
    assert less.find(attrs={"name": "members-0-who"})["value"] == "李"
    assert [row["who"] for row in kept(draft)["members"]] == ["李"]


def test_a_file_is_taken_shown_and_given_back(me, draft):
    page = soup(post(me, draft, photo=a_pdf("照片.pdf"), file_add="photo"))
    drop = page.find("button", attrs={"name": "file_drop"})
    assert "照片.pdf" in page.get_text()

    post(me, draft, file_drop="no-identifier")
    post(me, draft, file_drop=drop["value"])

    assert not draft.materials.exists()


def test_a_file_that_is_none_is_refused_at_its_field(me, draft):
    from django.core.files.uploadedfile import SimpleUploadedFile

    bad = SimpleUploadedFile("照片.pdf", b"MZ nonsense", content_type="application/pdf")
    answer = post(me, draft, photo=bad)

    assert answer.status_code == 422
    assert "#id_photo" in errors(answer)


def test_while_typing_the_answer_says_what_is_not_asked(me, draft):
    typed = {"online": "yes", "capital": "x", **ONE}
    answer = soup(me.post(url("apply_keep", draft.pk), typed, **HTMX))

    assert answer.find(id="asked")["data-unasked-names"] == "members-0-paper"
    assert kept(draft)["online"] is True
    assert "capital" not in kept(draft)


class TestHandedIn:
    @pytest.fixture
    def filed(self, office, draft):
        answers = {"capital": 128050, "online": False, "platform": "写过又不要了"}
        paper = {"name": "ANNA", "document": "414", "number": "E12345678"}
        answers["members"] = [
            {"who": "王", "abroad": True, "paper": paper, "share": 60},
            {"who": "李", "abroad": False, "paper": paper, "share": 40},
        ]
        actions.save_draft(draft.pk, answers, by=office.resident, at=AT)
        actions.add_material(draft.pk, "form.photo", a_pdf("照片.pdf"), by=office.resident, at=AT)
        return do("file", Case.objects.get(pk=draft.pk), office, AT)

    def test_what_was_not_asked_is_not_the_office_s_to_have(self, filed):
        assert "platform" not in kept(filed)
        assert "paper" in filed.form["members"][0]
        assert "paper" not in filed.form["members"][1]

    def test_the_office_reads_it_by_section_with_the_file_among_the_papers(self, filed, office):
        sheet = case_sheet(office.clerk, filed.number, AT.date())

        assert [group.title for group in sheet.answers] == ["企业", "人员"]
        assert sheet.answers[0].rows[0].value == "¥1,280.50"
        table = sheet.answers[1].rows[0]
        assert table.rows[0] == ["王", "是", "ANNA · 护照 · E12345678", "60 %"]
        assert [(one.name, len(one.files)) for one in sheet.materials] == [("照片", 1)]

    def test_numbers_of_people_are_masked_where_they_are_only_shown(self, filed, me):
        (_firm, people) = answer_groups(filed, is_masked=True)

        assert "E12345678" not in str(people.rows)
        assert "E12345678" not in words(me.get(url("case_page", filed.number)))


def test_without_the_file_it_cannot_be_handed_in(office, draft):
    answers = {"capital": 1, "online": False, "members": [{"who": "王", "share": 100}]}
    answers["members"][0]["abroad"] = False
    actions.save_draft(draft.pk, answers, by=office.resident, at=AT)

    with pytest.raises(refusals.BadAnswers) as refused:
        do("file", Case.objects.get(pk=draft.pk), office, AT)

    assert refused.value.facts["problems"] == {"photo": "required"}


def test_an_answer_cannot_claim_a_file(office, draft):
    actions.save_draft(draft.pk, {"photo": [resident_number(3)]}, by=office.resident, at=AT)

    assert "photo" not in kept(draft)
