"""One's own cases: list, page, receipt, files, supplement, withdrawal."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.cases.factories import PATHS, a_case, a_draft, a_pdf, an_office, do, office_for
from tests.identity.factories import AgencyFactory, applicant_actor, sign_in, staff_account
from tests.portal.pages import HTMX, errors, same, soup, words
from yimen.cases.actions import draft_case
from yimen.cases.messages import TONES
from yimen.cases.models import Case
from yimen.cases.states import State
from yimen.portal import words as portal_words

pytestmark = pytest.mark.django_db

GAPS = [
    {"material": "m1", "what": "申请书缺第二页"},
    {"material": "", "what": "地址请写到门牌号"},
]


def url(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


def token(case) -> dict[str, object]:
    case.refresh_from_db()
    return {"revision": case.revision, "key": uuid4()}


class TestList:
    """All of one's cases, newest first."""

    def test_an_empty_list_leads_on(self, me):
        page = soup(me.get(url("case_list")))

        assert "还没有办件" in page.main.get_text()
        assert page.main.find("a", href=url("item_list"))

    def test_each_case_shows_its_state_and_clock(self, me, office, now):
        a_case("submitted", office=office, at=now)

        page = words(me.get(url("case_list")))

        assert "已提交，等待受理" in page
        assert "还剩 5 个工作日" in page

    def test_others_cases_are_not_shown(self, me, now):
        a_case("submitted", at=now)

        assert "还没有办件" in words(me.get(url("case_list")))

    def test_a_draft_is_deleted_after_asking(self, me, office, now):
        draft = a_draft(office, at=now)
        address = url("apply_discard", draft.pk)

        listed = soup(me.get(url("case_list"))).main.find("a", href=address)
        asked = words(me.get(address))
        done = me.post(address)

        assert listed
        assert "无法恢复" in asked
        assert done.headers["Location"] == url("case_list")
        assert not Case.objects.filter(pk=draft.pk).exists()

    def test_what_was_handed_in_is_not_deleted(self, me, office, now):
        case = a_case("submitted", office=office, at=now)

        assert me.post(url("apply_discard", case.pk)).status_code == 404
        assert Case.objects.filter(pk=case.pk).exists()

    def test_the_list_goes_on_by_keyset(self, me, office, now):
        resident, version = office.resident, office.item.current_id
        for _ in range(21):
            draft_case(version, resident.party_id, by=resident, at=now)

        first = me.get(url("case_list"))
        older = soup(first).find("a", rel="next")["href"]
        second = me.get(url("case_list") + older)

        assert len(first.context["rows"]) == 20
        assert len(second.context["rows"]) == 1

    def test_the_part_for_htmx_equals_the_page(self, me, office, now):
        a_case("submitted", office=office, at=now)

        assert same(me.get(url("case_list"), **HTMX), me.get(url("case_list")), "rows")

    def test_the_number_of_queries_does_not_grow_with_the_list(
        self, me, office, now, django_assert_max_num_queries
    ):
        for _ in range(6):
            a_case("submitted", office=office, at=now)
        me.get(url("case_list"))

        with django_assert_max_num_queries(16):
            me.get(url("case_list"))

    def test_an_agent_switches_between_his_own_and_the_organisation_s(self, me, account):
        company = AgencyFactory(agent=account).principal

        me.post(url("act_for"), {"party": company.pk})

        chosen = soup(me.get(url("case_list"))).find("button", attrs={"aria-pressed": "true"})
        assert company.name in chosen.get_text()

    def test_nobody_acts_for_whom_he_may_not(self, me):
        stranger = AgencyFactory().principal

        me.post(url("act_for"), {"party": stranger.pk})

        assert stranger.name not in words(me.get(url("case_list")))


class TestPage:
    """How it stands, until when, whose turn it is."""

    @pytest.mark.parametrize("state", sorted(set(PATHS) - {"draft"}))
    def test_every_state_has_a_headline_a_next_step_and_a_story(self, me, account, now, state):
        office = office_for(state)
        office.resident = applicant_actor(account.party, account=account)
        case = a_case(state, office=office, at=now)

        page = soup(me.get(url("case_page", case.number)))

        assert page.h1.get_text() == str(portal_words.HEADLINES[State(state)])
        assert str(portal_words.NEXT_STEPS[State(state)]) in page.main.get_text()
        assert page.find("ol", class_="y-timeline").find_all("li")

    def test_every_state_has_words(self):
        for table in (portal_words.HEADLINES, portal_words.NEXT_STEPS, TONES):
            assert set(table) == set(State)

    def test_papers_stand_in_the_story_where_they_were_handed_in(self, me, office, now):
        case = a_case("submitted", office=office, at=now)
        file = case.materials.get(material="m1")

        story = soup(me.get(url("case_page", case.number))).find("ol", class_="y-timeline")

        assert story.find("a", href=url("file_download", file.pk))

    def test_a_refusal_shows_its_reasons_and_how_to_object(self, me, office, now):
        case = a_case("refused", office=office, at=now)

        page = words(me.get(url("case_page", case.number)))

        assert "不符合法定条件" in page
        assert "可以申请行政复议或者提起行政诉讼" in page

    def test_what_officers_write_among_themselves_is_not_shown(self, me, office, now):
        case = a_case("in_review", office=office, at=now)
        do("return", case, office, now)

        page = me.get(url("case_page", case.number)).content.decode()

        assert "请补充核查意见" not in page
        assert "符合条件" not in words(me.get(url("case_page", case.number)))

    def test_what_was_entered_is_shown(self, me, office, now):
        case = a_case("submitted", office=office, at=now)

        assert "申请食品经营许可" in words(me.get(url("case_page", case.number)))


class TestScope:
    """Outside one's own nothing exists."""

    NAMES = ("case_page", "case_receipt", "case_withdraw")

    @pytest.mark.parametrize("name", NAMES)
    def test_another_resident_finds_nothing(self, other, now, name):
        case = a_case("submitted", at=now)

        assert other.get(url(name, case.number)).status_code == 404

    @pytest.mark.parametrize("name", NAMES)
    def test_a_stranger_signs_in_first(self, client, now, name):
        case = a_case("submitted", at=now)

        assert client.get(url(name, case.number)).status_code == 302

    def test_an_officer_reads_cases_at_his_desk_only(self, client, office, now):
        case = a_case("submitted", office=office, at=now)
        sign_in(client, staff_account(organisation=office.organisation))

        assert client.get(url("case_page", case.number)).status_code == 404
        assert client.get(url("case_list")).status_code == 404

    def test_a_draft_has_no_page(self, me, office, now):
        a_draft(office, at=now)

        assert me.get(url("case_page", "None")).status_code == 404

    def test_a_former_agent_sees_nothing_any_more(self, me, account, now):
        agency = AgencyFactory(agent=account)
        office = an_office()
        office.resident = applicant_actor(agency.principal, account=account)
        case = a_case("submitted", office=office, at=now)
        assert me.get(url("case_page", case.number)).status_code == 200

        agency.revoked_at = now
        agency.save()

        assert me.get(url("case_page", case.number)).status_code == 404


class TestFiles:
    """A file goes to whom it belongs, never to be run."""

    @pytest.fixture
    def file(self, office, now):
        return a_case("submitted", office=office, at=now).materials.get(material="m1")

    def test_the_owner_gets_it_as_an_attachment(self, me, file):
        answer = me.get(url("file_download", file.pk))

        assert b"".join(answer.streaming_content).startswith(b"%PDF")
        assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Type"] == "application/pdf"

    def test_another_resident_does_not(self, other, file):
        assert other.get(url("file_download", file.pk)).status_code == 404

    def test_a_stranger_does_not(self, client, file):
        assert client.get(url("file_download", file.pk)).status_code == 302

    def test_a_file_that_does_not_exist(self, me):
        assert me.get(url("file_download", uuid4())).status_code == 404


class TestWithdrawing:
    """The dangerous act says what it does, and is asked once."""

    def test_the_page_says_what_it_means(self, me, office, now):
        case = a_case("accepted", office=office, at=now)

        assert "撤回后不能恢复" in words(me.get(url("case_withdraw", case.number)))

    def test_it_is_done_and_told(self, me, office, now):
        case = a_case("accepted", office=office, at=now)

        answer = me.post(
            url("case_withdraw", case.number), {**token(case), "reason": "不办了"}, follow=True
        )

        case.refresh_from_db()
        assert case.state == State.WITHDRAWN
        assert "申请已撤回。" in words(answer)

    def test_a_stale_page_is_told_so_and_changes_nothing(self, me, office, now):
        case = a_case("accepted", office=office, at=now)
        old = token(case)
        do("examine", case, office, now)

        answer = me.post(url("case_withdraw", case.number), old)

        assert answer.status_code == 409
        case.refresh_from_db()
        assert case.state == State.IN_REVIEW

    @pytest.mark.parametrize("state", ["granted", "refused", "concluded", "withdrawn"])
    def test_after_the_decision_there_is_nothing_to_withdraw(self, me, office, now, state):
        case = a_case(state, office=office, at=now)

        assert me.get(url("case_withdraw", case.number)).status_code == 404
        assert me.post(url("case_withdraw", case.number), token(case)).status_code == 409
        assert "撤回申请" not in words(me.get(url("case_page", case.number)))

    def test_a_forged_form_changes_nothing(self, me, office, now):
        case = a_case("accepted", office=office, at=now)

        answer = me.post(url("case_withdraw", case.number), {"revision": "x", "key": "y"})

        assert answer.status_code == 422
        case.refresh_from_db()
        assert case.state == State.ACCEPTED


class TestSupplement:
    """Everything that is missing, on one page, handed in at once."""

    @pytest.fixture
    def case(self, office, now):
        case = a_case("submitted", office=office, at=now - timedelta(minutes=1))
        answer_by = (now + timedelta(days=15)).date()
        return do("request_supplement", case, office, now, gaps=GAPS, answer_by=answer_by)

    def answers(self, case) -> dict[str, object]:
        return {**case.form, "truth": "on", **token(case)}

    def test_the_page_lists_every_gap_with_a_place_for_it(self, me, case):
        page = soup(me.get(url("case_supplement", case.number)))

        assert "申请书缺第二页" in page.main.get_text()
        assert "地址请写到门牌号" in page.main.get_text()
        assert page.find("input", id="material-m1-file")
        assert not page.find("input", id="material-m2-file")

    def test_what_the_office_has_received_is_not_taken_back_here(self, me, case):
        assert not soup(me.get(url("case_supplement", case.number))).find(string="删除")

    def test_files_and_answers_go_in_together(self, me, case):
        me.post(url("material_add", case.pk, "m1"), {"file": a_pdf("补.pdf")})

        answer = me.post(
            url("case_supplement", case.number),
            {**self.answers(case), "contact_address": "北湖路 1 号"},
            follow=True,
        )

        case.refresh_from_db()
        assert case.state == State.SUPPLEMENTED
        assert case.form["contact_address"] == "北湖路 1 号"
        assert case.materials.get(replaced_at=None, material="m1").blob.name == "补.pdf"
        assert "补正已提交" in words(answer)

    def test_a_file_given_here_can_be_taken_back_until_then(self, me, case):
        me.post(url("material_add", case.pk, "m1"), {"file": a_pdf("补.pdf")})
        file = case.materials.get(blob__name="补.pdf")

        answer = me.post(url("material_remove", case.pk, file.pk), **HTMX)

        assert "待上传" in words(answer)
        assert case.materials.filter(material="m1").count() == 1

    def test_what_the_office_has_received_cannot_be_removed(self, me, case):
        received = case.materials.get(material="m1")

        answer = me.post(url("material_remove", case.pk, received.pk))

        assert answer.status_code == 422
        assert case.materials.filter(pk=received.pk).exists()

    def test_a_wrong_answer_is_said_at_the_field_and_nothing_changes(self, me, case):
        answer = me.post(
            url("case_supplement", case.number), {**self.answers(case), "contact_phone": "x"}
        )

        assert answer.status_code == 422
        assert list(errors(answer)) == ["#material-m1-file", "#id_contact_phone"]
        case.refresh_from_db()
        assert case.state == State.SUPPLEMENTING

    def test_a_bad_file_is_said_on_this_page(self, me, case):
        answer = me.post(url("material_add", case.pk, "m1"), {})

        assert answer.status_code == 422
        assert list(errors(answer)) == ["#material-m1-file"]

    def test_another_resident_finds_nothing(self, other, case):
        assert other.get(url("case_supplement", case.number)).status_code == 404
        answer = other.post(url("case_supplement", case.number), self.answers(case))
        assert answer.status_code == 404

    def test_without_a_notice_there_is_no_such_page(self, me, office, now):
        case = a_case("accepted", office=office, at=now)

        assert me.get(url("case_supplement", case.number)).status_code == 404
