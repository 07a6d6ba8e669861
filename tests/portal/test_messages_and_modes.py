"""Messages; elder version and language; the pages that only say something."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.cases.factories import a_case
from tests.identity.factories import AccountFactory, sign_in, staff_account
from tests.portal.pages import soup, words
from yimen.notify.actions import Letter, enqueue_all
from yimen.notify.models import Message
from yimen.notify.queries import unread_count

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


def tell(account, now, *, link: str = "", title: str = "申请已受理") -> Message:
    key = str(uuid4())
    about = {"subject": uuid4(), "link": link}
    enqueue_all(
        [Letter(account, key, title, "请留意办理进度。", now, channels=["in_app"], **about)]
    )
    return Message.objects.filter(account=account).latest("id")


class TestMessages:
    """What somebody was told."""

    def test_an_empty_inbox_says_so(self, me):
        assert "还没有消息" in words(me.get(url("message_list")))

    def test_messages_are_shown_and_counted_at_the_top(self, me, account, now):
        tell(account, now)

        page = me.get(url("message_list"))

        assert "申请已受理" in words(page)
        assert soup(page).header.find(class_="y-count").get_text().startswith("1")

    def test_reading_one_marks_it_and_leads_to_the_case(self, me, account, office, now):
        case = a_case("submitted", office=office, at=now)
        letter = tell(account, now, link=url("case_page", case.number))

        answer = me.post(url("message_read", letter.pk))

        assert answer.url == url("case_page", case.number)
        assert unread_count(account) == 0

    @pytest.mark.parametrize("link", ["", "//evil.example/", "https://evil.example/"])
    def test_a_message_never_leads_to_another_site(self, me, account, now, link):
        letter = tell(account, now, link=link)

        assert me.post(url("message_read", letter.pk)).url == url("message_list")

    def test_nobody_reads_another_s_messages(self, me, now):
        stranger = AccountFactory()
        letter = tell(stranger, now, title="给别人的")

        assert "给别人的" not in words(me.get(url("message_list")))
        assert me.post(url("message_read", letter.pk)).status_code == 404
        assert unread_count(stranger) == 1

    def test_a_stranger_signs_in_first(self, client):
        assert client.get(url("message_list")).status_code == 302

    def test_the_list_goes_on(self, me, account, now):
        for n in range(31):
            tell(account, now, title=f"第{n:02d}条")

        first = me.get(url("message_list"))
        older = soup(first).find("a", rel="next")["href"]

        assert "第00条" not in words(first)
        assert "第00条" in words(me.get(url("message_list") + older))


class TestModes:
    """How somebody reads."""

    def switch(self, client, **facts: str):
        return client.post(url("reading_set"), {"next": "/help/", **facts})

    def test_the_elder_version_is_one_press_away_and_back(self, client):
        assert self.switch(client, elder="1").url == "/help/"
        assert soup(client.get("/")).html["class"] == ["elder"]

        self.switch(client, elder="0")
        assert soup(client.get("/")).html["class"] == []

    def test_the_language_is_kept(self, client):
        self.switch(client, language="en")

        page = soup(client.get("/"))

        assert page.html["lang"] == "en"
        assert "What would you like to get done?" in page.h1.get_text()

    @pytest.mark.parametrize("facts", [{"elder": "2"}, {"language": "xx"}, {}])
    def test_nonsense_changes_nothing(self, client, facts):
        self.switch(client, **facts)

        page = soup(client.get("/"))
        assert page.html["lang"] == "zh-CN"
        assert page.html["class"] == []

    def test_one_is_never_sent_to_another_site(self, client):
        assert self.switch(client, elder="1", next="https://evil.example/").url == "/"


@pytest.mark.parametrize("name", ["home", "item_list", "status_query", "help", "accessibility"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_has_a_title_one_heading_and_the_landmarks(client, name, language):
    client.cookies["django_language"] = language

    page = soup(client.get(url(name)))

    assert page.title.get_text().strip() not in {"", "·"}
    assert len(page.find_all("h1")) == 1
    for landmark in ("header", "main", "footer"):
        assert len(page.body.find_all(landmark, recursive=False)) == 1, landmark
    assert page.find("a", class_="y-skip")["href"] == "#main"


def test_an_officer_is_led_to_his_desk(client):
    sign_in(client, staff_account())

    assert soup(client.get("/")).header.find("a", href="/desk/")


def test_an_unknown_address_says_what_to_do(client):
    answer = client.get("/nothing/here/")

    assert answer.status_code == 404
    assert "页面不存在" in words(answer)
    assert soup(answer).find("a", href="/")
