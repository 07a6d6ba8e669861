"""Applying online: begin, fill in, add papers, check, hand in."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.cases.factories import ANSWERS, a_draft, a_pdf, an_office, do
from tests.catalogue.factories import ItemFactory
from tests.identity.factories import AgencyFactory
from tests.portal.pages import HTMX, errors, same, soup, words
from yimen.cases.models import Case
from yimen.cases.states import State
from yimen.identity.models import Party

pytestmark = pytest.mark.django_db

TYPED = {**ANSWERS, "truth": "on"}


def url(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


@pytest.fixture
def draft(office, now):
    """A complete application of the signed-in resident, not handed in."""
    return a_draft(office, at=now)


class TestBeginning:
    """Who applies, and what one needs."""

    def begin(self, client, item, **facts: object):
        facts = {"case_id": uuid4(), **facts}
        return client.post(url("apply_begin", item.code), facts)

    def test_strangers_sign_in_first_and_come_back(self, client, office):
        answer = client.get(url("apply_begin", office.item.code))

        assert answer.status_code == 302
        assert answer.url.startswith("/accounts/login/?next=/items/")

    def test_the_page_lists_what_to_have_ready(self, me, office):
        page = words(me.get(url("apply_begin", office.item.code)))

        assert "请提前备好" in page
        assert "食品经营许可申请书" in page

    def test_beginning_opens_a_draft_of_the_chosen_applicant(self, me, office, account):
        answer = self.begin(me, office.item, applicant=account.party_id)

        case = Case.objects.get()
        assert answer.url == url("apply_form", case.pk)
        assert (case.state, case.applicant) == (State.DRAFT, account.party)

    def test_pressing_twice_opens_one_draft(self, me, office, account):
        case_id = uuid4()
        for _ in range(2):
            self.begin(me, office.item, applicant=account.party_id, case_id=case_id)

        assert Case.objects.count() == 1

    def test_an_agent_may_apply_for_the_organisation(self, me, office, account):
        company = AgencyFactory(agent=account).principal

        self.begin(me, office.item, applicant=company.pk)

        assert Case.objects.get().applicant == company
        assert company.name in words(me.get(url("case_list")))

    def test_nobody_applies_for_a_stranger(self, me, office):
        stranger = AgencyFactory().principal

        answer = self.begin(me, office.item, applicant=stranger.pk)

        assert answer.status_code == 422
        assert not Case.objects.exists()

    def test_an_item_for_enterprises_tells_a_person_so(self, me):
        item = ItemFactory(published=True, version__audiences=["2"])

        page = me.get(url("apply_begin", item.code))

        assert "您不能以现有身份申请本事项" in words(page)
        assert not soup(page).find("input", attrs={"name": "applicant"})

    def test_a_draft_begun_before_is_offered(self, me, office, draft):
        page = soup(me.get(url("apply_begin", office.item.code)))

        assert page.find("a", href=url("apply_resume", draft.pk))

    def test_an_item_that_does_not_exist_cannot_be_applied_for(self, me):
        assert me.get(url("apply_begin", "0" * 31)).status_code == 404


class TestFillingIn:
    """The form, with what we know and what was saved."""

    def test_what_we_know_already_is_filled_in(self, me, office, account, now):
        self_ = Party.objects.get(pk=account.party_id)
        case = a_draft(office, at=now)
        case.form = {}
        case.save()

        page = soup(me.get(url("apply_form", case.pk)))

        assert page.find(id="id_contact_name")["value"] == self_.name
        assert page.find(id="id_contact_phone")["value"] == "13800138000"

    def test_right_answers_are_saved_and_lead_to_the_papers(self, me, draft):
        answer = me.post(url("apply_form", draft.pk), {**TYPED, "request": "新的内容"})

        assert answer.url == url("apply_materials", draft.pk)
        draft.refresh_from_db()
        assert draft.form["request"] == "新的内容"

    def test_wrong_answers_are_said_at_the_field_and_nothing_changes(self, me, draft):
        before = dict(draft.form)

        answer = me.post(
            url("apply_form", draft.pk), {**TYPED, "contact_phone": "x", "request": "我写的"}
        )

        assert answer.status_code == 422
        assert list(errors(answer)) == ["#id_contact_phone"]
        assert "我写的" in soup(answer).find(id="id_request").get_text()
        draft.refresh_from_db()
        assert draft.form == before

    def test_one_may_stop_and_what_is_right_so_far_is_kept(self, me, draft):
        answer = me.post(
            url("apply_form", draft.pk), {"request": "写了一半", "contact_phone": "x", "later": "1"}
        )

        assert answer.url == url("case_list")
        draft.refresh_from_db()
        assert draft.form["request"] == "写了一半"
        assert draft.form["contact_phone"] == ANSWERS["contact_phone"]

    def test_while_typing_it_is_saved_and_says_when(self, me, draft):
        answer = me.post(url("apply_keep", draft.pk), {**TYPED, "request": "边写边存"}, **HTMX)

        assert "已保存" in words(answer)
        draft.refresh_from_db()
        assert draft.form["request"] == "边写边存"

    def test_fields_the_form_does_not_ask_are_not_kept(self, me, draft):
        me.post(url("apply_form", draft.pk), {**TYPED, "state": "granted"})

        draft.refresh_from_db()
        assert "state" not in draft.form


class TestPapers:
    """One card a paper, files added and taken back one by one."""

    def add(self, client, case, key="m1", upload=None, **extra: str):
        address = url("material_add", case.pk, key)
        return client.post(address, {"file": upload or a_pdf("新.pdf")}, **extra)

    def test_every_paper_of_the_guide_has_a_card(self, me, draft):
        page = words(me.get(url("apply_materials", draft.pk)))

        assert "食品经营许可申请书" in page
        assert "经营场所平面图" in page

    def test_a_file_is_taken(self, me, draft):
        answer = self.add(me, draft, "m2")

        assert answer.status_code == 302
        assert draft.materials.get(material="m2").blob.name == "新.pdf"

    def test_htmx_gets_the_card_alone_and_it_equals_the_page(self, me, draft):
        part = self.add(me, draft, "m2", **HTMX)

        assert same(part, me.get(url("apply_materials", draft.pk)), "material-m2")

    @pytest.mark.parametrize("extra", [{}, HTMX])
    def test_a_file_that_is_not_what_it_says_is_refused_at_its_card(self, me, draft, extra):
        fake = a_pdf("假.pdf")
        fake.file.seek(0)
        fake.file.truncate()
        fake.file.write(b"MZ this is a program")
        fake.size = fake.file.tell()
        fake.file.seek(0)

        answer = self.add(me, draft, "m2", fake, **extra)

        assert answer.status_code == 422
        assert soup(answer).find(id="material-m2-error").get_text(strip=True)
        assert not draft.materials.filter(material="m2").exists()

    def test_no_file_is_said_at_the_card(self, me, draft):
        answer = me.post(url("material_add", draft.pk, "m2"), {})

        assert answer.status_code == 422
        assert list(errors(answer)) == ["#material-m2-file"]

    def test_a_paper_the_guide_does_not_name_does_not_exist(self, me, draft):
        assert self.add(me, draft, "m9").status_code == 404

    def test_a_file_can_be_replaced(self, me, draft):
        old = draft.materials.get(material="m1")

        me.post(url("material_replace", draft.pk, old.pk), {"file": a_pdf("改.pdf")})

        assert draft.materials.get(material="m1").blob.name == "改.pdf"

    def test_a_bad_file_does_not_replace_a_good_one(self, me, draft):
        old = draft.materials.get(material="m1")

        answer = me.post(url("material_replace", draft.pk, old.pk), {})

        assert answer.status_code == 422
        assert draft.materials.get(material="m1") == old

    def test_a_file_can_be_taken_back(self, me, draft):
        old = draft.materials.get(material="m1")

        answer = me.post(url("material_remove", draft.pk, old.pk), **HTMX)

        assert "待上传" in words(answer)
        assert not draft.materials.filter(material="m1").exists()


class TestHandingIn:
    """The check page, and the one button."""

    def hand_in(self, client, case, **facts: object):
        facts = {"revision": case.revision, "key": uuid4(), "declared": "on", **facts}
        return client.post(url("apply_check", case.pk), facts)

    def test_the_check_page_shows_everything_once_more(self, me, draft):
        page = words(me.get(url("apply_check", draft.pk)))

        for word in ("申请食品经营许可", "窗口领取", "申请书.pdf", "我已核对"):
            assert word in page

    def test_what_is_missing_is_listed_with_the_way_there(self, me, draft):
        draft.form = {}
        draft.save()
        draft.materials.all().delete()

        page = me.get(url("apply_check", draft.pk))

        links = list(errors(page))
        assert url("apply_form", draft.pk) + "#id_request" in links
        assert url("apply_materials", draft.pk) + "#material-m1" in links
        assert soup(page).find("button", attrs={"disabled": True})

    def test_handing_in_gives_a_receipt_with_number_and_code(self, me, draft):
        answer = self.hand_in(me, draft)

        draft.refresh_from_db()
        assert draft.state == State.SUBMITTED
        assert answer.url == url("case_receipt", draft.number)
        page = words(me.get(answer.url))
        assert draft.query_code in page
        assert draft.number[:4] + " " + draft.number[4:8] in page

    def test_pressing_twice_hands_in_once(self, me, draft):
        key = uuid4()
        first = self.hand_in(me, draft, key=key)
        second = self.hand_in(me, draft, key=key)

        assert first.url == second.url

    def test_an_incomplete_application_stays_a_draft(self, me, draft):
        draft.materials.all().delete()

        answer = self.hand_in(me, draft)

        assert answer.status_code == 422
        assert "食品经营许可申请书" in " ".join(errors(answer).values())
        draft.refresh_from_db()
        assert draft.state == State.DRAFT

    def test_a_new_guide_is_told_and_can_be_taken_over(self, me, draft, office):
        version = draft.version
        version.pk, version.number = uuid4(), 2
        version._state.adding = True
        version.save()
        office.item.current = version
        office.item.save()

        assert self.hand_in(me, draft).status_code == 409
        page = words(me.get(url("apply_check", draft.pk)))
        me.post(url("apply_renew", draft.pk))

        assert "办事指南已更新" in page
        draft.refresh_from_db()
        assert draft.version_id == version.pk
        assert self.hand_in(me, draft).status_code == 302


PAGES = ("apply_form", "apply_materials", "apply_check")
ACTS = ("apply_form", "apply_keep", "apply_renew", "apply_check")


@pytest.mark.parametrize("name", PAGES)
def test_another_resident_finds_no_such_draft(other, draft, name):
    assert other.get(url(name, draft.pk)).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_another_resident_cannot_act_on_it(other, draft, name):
    answer = other.post(url(name, draft.pk), {**TYPED, "revision": 0, "key": uuid4()})

    assert answer.status_code == 404


def test_another_resident_cannot_touch_its_papers(other, draft):
    file = draft.materials.get(material="m1")
    upload = {"file": a_pdf()}

    assert other.post(url("material_add", draft.pk, "m1"), upload).status_code == 404
    assert other.post(url("material_replace", draft.pk, file.pk), upload).status_code == 404
    assert other.post(url("material_remove", draft.pk, file.pk)).status_code == 404
    assert draft.materials.get() == file


def test_a_file_of_another_case_is_not_this_case_s(me, draft, now):
    alien = a_draft(an_office(), at=now).materials.get(material="m1")

    assert me.post(url("material_remove", draft.pk, alien.pk)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_signs_in_first(client, draft, name):
    assert client.get(url(name, draft.pk)).status_code == 302


def test_what_was_handed_in_is_no_draft_any_more(me, office, draft, now):
    do("file", draft, office, now)

    assert me.get(url("apply_form", draft.pk)).status_code == 404
    assert me.post(url("material_add", draft.pk, "m1"), {"file": a_pdf()}).status_code == 404
