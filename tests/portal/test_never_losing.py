"""What one typed and brought is never lost, nor asked for twice."""

from hashlib import sha256
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.cases.factories import a_case, a_draft, a_pdf, an_office
from tests.identity.factories import AccountFactory, sign_in
from tests.portal.pages import HTMX, errors, soup, words
from tests.portal.test_applying import TYPED
from yimen.cases.messages import declaration
from yimen.cases.models import Case
from yimen.journal.queries import entries_of
from yimen.portal import typed

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


@pytest.fixture
def draft(office, now):
    """A complete application of the signed-in resident, not handed in."""
    return a_draft(office, at=now)


class TestGoingOn:
    """A draft is opened where one left off."""

    def test_it_opens_at_the_first_page_that_lacks_something(self, me, draft):
        places = [me.get(url("apply_resume", draft.pk)).url]
        draft.materials.all().delete()
        places.append(me.get(url("apply_resume", draft.pk)).url)
        Case.objects.filter(pk=draft.pk).update(form={})
        places.append(me.get(url("apply_resume", draft.pk)).url)

        steps = ("apply_check", "apply_materials", "apply_form")
        assert places == [url(step, draft.pk) for step in steps]

    def test_the_list_says_when_it_was_last_saved(self, me, draft):
        page = me.get(url("case_list"))

        assert "上次保存" in words(page)
        assert soup(page).main.find("a", href=url("apply_resume", draft.pk))


class TestSignedOut:
    """The sign-in runs out while somebody types."""

    def typed_as_stranger(self, draft, **extra: str) -> tuple[Client, object]:
        client = Client()
        answer = client.post(
            url("apply_keep" if extra else "apply_form", draft.pk),
            {**TYPED, "request": "会话过期前写的", "contact_phone": "x"},
            **extra,
        )
        return client, answer

    def test_after_signing_in_again_everything_typed_is_there(self, draft, account):
        client, answer = self.typed_as_stranger(draft)
        page = url("apply_form", draft.pk)
        sign_in(client, account)

        back = client.get(page)

        assert answer.url == f"/accounts/login/?next={page}"
        assert "会话过期前写的" in soup(back).find(id="id_request").get_text()
        assert soup(back).find(id="id_contact_phone")["value"] == "x"
        assert "退出登录前填写的内容已带回" in words(back)

    def test_what_saves_while_one_types_says_so_and_keeps_it_too(self, draft, account):
        here = f"http://testserver{url('apply_form', draft.pk)}"
        client, answer = self.typed_as_stranger(draft, **HTMX, HTTP_HX_CURRENT_URL=here)
        sign_in(client, account)

        assert "重新登录后即可回到这里" in soup(answer).get_text()
        assert "会话过期前写的" in words(client.get(url("apply_form", draft.pk)))

    def test_who_gives_a_paper_comes_back_to_the_papers(self, draft, account):
        client, page = Client(), url("apply_materials", draft.pk)
        sign_in(client, account)
        client.session.flush()
        there = {"HTTP_REFERER": f"http://testserver{page}"}

        answer = client.post(url("material_add", draft.pk, "m1"), {"file": a_pdf()}, **there)

        assert answer.url == f"/accounts/login/?next={page}"
        assert "刚才的操作没有执行" in words(client.get(answer.url))

    def test_a_card_of_the_page_is_never_answered_with_the_sign_in(self, draft):
        page = url("apply_materials", draft.pk)
        here = {**HTMX, "HTTP_HX_CURRENT_URL": f"http://testserver{page}"}

        answer = Client().post(url("material_add", draft.pk, "m1"), {"file": a_pdf()}, **here)

        assert answer.headers["HX-Redirect"] == f"/accounts/login/?next={page}"
        assert not answer.content

    def test_once_saved_it_is_not_brought_again(self, draft, account):
        client, _answer = self.typed_as_stranger(draft)
        sign_in(client, account)
        client.post(url("apply_form", draft.pk), TYPED)

        assert "退出登录前填写的内容已带回" not in words(client.get(url("apply_form", draft.pk)))
        assert typed.KEPT not in client.session

    def test_somebody_else_who_signs_in_there_does_not_read_it(self, draft):
        client, _answer = self.typed_as_stranger(draft)
        sign_in(client, AccountFactory())

        assert client.get(url("apply_form", draft.pk)).status_code == 404
        assert "会话过期前写的" not in str(dict(client.session))

    def test_signing_out_ends_it(self, draft, account):
        client, _answer = self.typed_as_stranger(draft)
        sign_in(client, account)
        client.post(reverse("account_logout"))

        assert typed.KEPT not in client.session

    @pytest.mark.parametrize(("count", "is_kept"), [(6000, True), (7000, False)])
    def test_a_stranger_leaves_no_more_here_than_a_form_holds(self, draft, count, is_kept):
        client = Client()
        client.post(url("apply_form", draft.pk), {"request": "长" * count})

        assert (typed.KEPT in client.session) is is_kept


class TestUsingAgain:
    """A paper handed in with an earlier case is given again by one press."""

    @pytest.fixture
    def earlier(self, office, now):
        return a_case("submitted", office=office, at=now).materials.get(material="m1")

    @pytest.fixture
    def bare(self, draft):
        draft.materials.all().delete()
        return draft

    def test_it_is_offered_with_where_it_was_given(self, me, earlier, bare):
        page = soup(me.get(url("apply_materials", bare.pk)))

        card = page.find(id="material-m1")
        assert card.find("form", action=url("material_again", bare.pk, "m1", earlier.pk))
        assert not page.find(id="material-m2").find(class_="y-again")

    def test_the_reference_is_given_not_a_copy(self, me, earlier, bare):
        answer = me.post(url("material_again", bare.pk, "m1", earlier.pk), **HTMX)

        given = bare.materials.get(material="m1")
        assert answer.status_code == 200
        assert given.blob_id == earlier.blob_id
        assert not soup(answer).find(class_="y-again")  # it is here now: not offered again

    def test_a_paper_of_another_kind_is_refused(self, me, earlier, bare):
        answer = me.post(url("material_again", bare.pk, "m2", earlier.pk), **HTMX)

        assert answer.status_code == 422
        assert not bare.materials.exists()

    def test_what_the_disk_lost_is_neither_offered_nor_given(
        self, me, earlier, bare, settings, tmp_path
    ):
        settings.MEDIA_ROOT = tmp_path  # the tests share one folder: nothing is taken from it

        page = soup(me.get(url("apply_materials", bare.pk)))
        answer = me.post(url("material_again", bare.pk, "m1", earlier.pk), **HTMX)

        assert not page.find(class_="y-again")
        assert answer.status_code == 422

    def test_of_others_nothing_is_offered_or_given(self, me, bare, now):
        alien = a_case("submitted", office=an_office(), at=now).materials.get(material="m1")

        page = soup(me.get(url("apply_materials", bare.pk)))
        answer = me.post(url("material_again", bare.pk, "m1", alien.pk), **HTMX)

        assert not page.find(class_="y-again")
        assert (answer.status_code, bare.materials.count()) == (422, 0)

    def test_a_draft_of_one_s_own_has_handed_nothing_in(self, me, office, bare, now):
        other = a_draft(office, at=now).materials.get(material="m1")

        answer = me.post(url("material_again", bare.pk, "m1", other.pk), **HTMX)

        assert answer.status_code == 422


class TestFiles:
    """Several pages at once; what can be looked at, and by whom."""

    def test_of_several_files_the_good_ones_stay_and_the_bad_one_is_named(self, me, draft):
        bad = a_pdf("坏.pdf")
        bad.file.seek(0)
        bad.file.truncate()
        bad.size = 0
        files = [a_pdf("第一页.pdf"), bad, a_pdf("第二页.pdf")]

        answer = me.post(url("material_add", draft.pk, "m2"), {"file": files})

        names = set(draft.materials.filter(material="m2").values_list("blob__name", flat=True))
        assert names == {"第一页.pdf", "第二页.pdf"}
        assert answer.status_code == 422
        assert "坏.pdf" in errors(answer)["#material-m2-file"]

    def test_a_pdf_is_shown_in_the_page_and_can_run_nothing(self, me, draft):
        file = draft.materials.get(material="m1")

        answer = me.get(url("file_view", file.pk))
        answer.close()

        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"].startswith("inline")
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    def test_another_resident_sees_no_file(self, other, draft):
        file = draft.materials.get(material="m1")

        assert other.get(url("file_view", file.pk)).status_code == 404


class TestDeclaring:
    """What one confirms, and what else one should know before handing in."""

    def hand_in(self, client, case, **facts: object):
        return client.post(
            url("apply_check", case.pk), {"revision": case.revision, "key": uuid4(), **facts}
        )

    def test_nothing_is_handed_in_unconfirmed(self, me, draft):
        answer = self.hand_in(me, draft)

        assert answer.status_code == 422
        assert list(errors(answer)) == ["#id_declared"]
        assert Case.objects.get(pk=draft.pk).number is None

    def test_the_journal_keeps_the_digest_of_the_words_that_were_read(self, me, draft):
        read = words(me.get(url("apply_check", draft.pk)))
        self.hand_in(me, draft, declared="on")

        with translation.override("zh-hans"):
            text = declaration(draft)
        facts = entries_of(draft.pk)[-1].facts
        assert text in read
        assert facts["declared"] == sha256(text.encode()).hexdigest()

    def test_a_licence_names_its_articles_and_other_services_do_not(self, draft):
        with translation.override("zh-hans"):
            licence = declaration(draft)
            draft.version.item_type = "05"
            other = declaration(draft)

        assert "第七十八条" in licence
        assert "行政许可法" not in other

    def test_the_same_under_way_is_told_and_one_may_go_on(self, me, office, draft, now):
        case = a_case("submitted", office=office, at=now)

        page = me.get(url("apply_check", draft.pk))
        answer = self.hand_in(me, draft, declared="on")

        assert soup(page).main.find("a", href=url("case_page", case.number))
        assert "正在办理" in words(page)
        assert answer.status_code == 302
