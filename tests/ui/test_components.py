"""Each component shows what its first lines promise."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from yimen.kernel.errors import Invalid, NotAllowed, Stale

TEMPLATES = Path(__file__).parents[2] / "yimen/ui/templates/ui"
AT = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)


def soup(name: str, **context: object) -> BeautifulSoup:
    with translation.override("zh-hans"):
        return BeautifulSoup(render_to_string(f"ui/{name}.html", context), "html.parser")


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda p: p.name)
def test_a_component_says_its_options_on_its_first_line(path):
    assert path.read_text(encoding="utf-8").startswith("{# ")


@pytest.mark.parametrize("tone", ["plain", "active", "good", "near", "bad", "paused"])
def test_a_state_is_a_word_and_a_picture_whatever_its_colour(tone):
    state = soup("_state", word="已受理", tone=tone)

    assert state.get_text(strip=True) == "已受理"
    assert state.find("svg")


def test_the_stepper_names_the_present_step_and_leads_back():
    steps = [{"name": name, "link": f"/{name}/"} for name in ("填表", "材料", "核对")]

    page = soup("_stepper", steps=steps, current=2)

    assert page.find(attrs={"aria-current": "step"}).get_text(strip=True) == "材料"
    assert [link["href"] for link in page.find_all("a")] == ["/填表/"]


def test_the_timeline_shows_when_what_who_and_the_papers():
    entry = {
        "at": AT,
        "title": "申请已提交",
        "who": "张三",
        "text": "等待受理",
        "files": [{"name": "申请书.pdf", "link": "/files/1/"}],
    }

    words = soup("_timeline", entries=[entry]).get_text(" ", strip=True)

    for word in ("申请已提交", "2026年5月20日 (周三) 10:00", "张三", "等待受理", "申请书.pdf"):
        assert word in words


def test_a_table_has_a_caption_and_names_each_value_for_the_phone():
    page = soup("_table", caption="费用", heads=["项目", "标准"], rows=[["检验费", "¥120.00"]])

    assert page.caption.get_text(strip=True) == "费用"
    assert page.find("td")["data-label"] == "标准"
    assert page.find("th", scope="row").get_text(strip=True) == "检验费"


def test_an_empty_state_says_why_and_leads_on():
    page = soup("_empty", title="还没有办件", text="去申请", link="/items/", link_text="找事项")

    assert page.find("h2").get_text(strip=True) == "还没有办件"
    assert page.find("a")["href"] == "/items/"


@pytest.mark.parametrize(
    ("strip", "root"),
    [(True, "y-strip"), (False, "y-facts")],
)
def test_facts_are_a_list_of_pairs(strip, root):
    page = soup("_facts", facts=[{"label": "收费", "value": "不收费"}], strip=strip)

    assert page.find("dl", class_=root)
    assert page.dt.get_text(strip=True) == "收费"


@pytest.mark.parametrize(
    ("links", "shown"),
    [({}, []), ({"older": "?a=1"}, ["next"]), ({"older": "?a=1", "newer": "?"}, ["prev", "next"])],
)
def test_the_pager_shows_only_where_one_can_go(links, shown):
    assert [link["rel"][0] for link in soup("_pager", **links).find_all("a")] == shown


def a_card(**given: object) -> dict[str, object]:
    return {
        "key": "m1",
        "id": "material-m1",
        "name": "申请书",
        "is_required": True,
        "given_word": "已上传",
        "missing_word": "待上传",
        "optional_word": "可后补",
        "files": [],
        "add_link": "/add/",
        **given,
    }


def test_an_upload_card_works_as_a_plain_form_and_by_htmx():
    form = soup("_upload", card=a_card()).find("form")

    assert form["method"] == "post" and form["enctype"] == "multipart/form-data"
    assert form["action"] == form["hx-post"] == "/add/"
    assert form["hx-target"] == "#material-m1"


def test_an_upload_card_says_what_is_wrong_beside_the_field():
    page = soup("_upload", card=a_card(error="文件打不开"))

    assert page.find(id="material-m1-error").get_text(strip=True) == "文件打不开"
    assert page.find("input", type="file")["aria-describedby"] == "material-m1-error"


def test_a_given_file_can_be_replaced_and_removed():
    file = {"name": "a.pdf", "size": 3, "link": "/f/", "remove_link": "/r/", "replace_link": "/p/"}

    actions = [
        form["action"] for form in soup("_upload", card=a_card(files=[file])).find_all("form")
    ]

    assert actions == ["/p/", "/r/", "/add/", "/add/"]  # by choosing a file, by taking a picture


def test_a_received_file_can_only_be_looked_at():
    file = {"name": "a.pdf", "size": 3, "link": "/f/"}

    page = soup("_upload", card=a_card(files=[file], add_link=""))

    assert not page.find_all("form")
    assert page.find("a")["href"] == "/f/"


@pytest.mark.parametrize("error", [NotAllowed(), Invalid(), Stale()])
def test_a_refusal_says_what_happened_and_what_to_do(error):
    with translation.override("zh-hans"):
        html = render_to_string("ui/error.html#notice", {"error": error})
        sentence = str(error)

    notice = BeautifulSoup(html, "html.parser").find(id="notice")

    assert notice.find("strong").get_text(strip=True) == sentence
    assert len(notice.find_all("p")) == 2
    assert notice["role"] == "alert"
