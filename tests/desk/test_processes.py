"""Processes are drawn, checked, imported and tried in the desk; what is dangerous is refused."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import AT
from tests.desk.editing import draft_of, fields_of, page, words
from tests.process.drawings import drawing
from yimen.cases.rules.processes import elements_of
from yimen.catalogue.actions import publish_version, save_draft, submit_version
from yimen.catalogue.errors import NotReady
from yimen.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

LAWFUL = drawing(
    "start > accept > fork > examine1 > join > decide > issue > end",
    "fork > examine2 > join",
    gateways="fork:+ join:+",
)
STUCK = drawing(
    "start > accept > pick > examine1 > join > decide > issue > end",
    "pick > examine2 [outcome == 'x']",
    "examine2 > join",
    gateways="pick:x join:+",
)


@pytest.fixture
def draft(item, editor):
    return draft_of(item)


@pytest.fixture
def at(item):
    return f"/desk/items/{item.code}"


def saved(client, at, **more):
    """Save as the page would; its fields, changed."""
    soup = page(client.get(f"{at}/draft/process/?draw=1"))
    data = {k: v for k, v in fields_of(soup, "drawing").items() if k != "file"}
    return client.post(f"{at}/draft/drawing/save/", {**data, **more})


def uploaded(text, name="process.bpmn"):
    content = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile(name, content, content_type="application/xml")


def test_the_page_begins_with_a_drawing_of_the_links(client, draft, at):
    assert "/draft/process/?draw=1" in str(page(client.get(f"{at}/draft/process/")))

    soup = page(client.get(f"{at}/draft/process/?draw=1"))

    assert 'name="受理"' in fields_of(soup, "drawing")["drawing"]
    assert [row.th.text for row in soup.select("#checked tbody tr")] == [
        "受理",
        "审查",
        "决定",
        "制证送达",
    ]
    assert not soup.select("#checked .y-tag:not(.y-tag--blue)")


def test_what_is_drawn_is_kept_in_the_draft_with_its_links(client, draft, at):
    response = saved(client, at, drawing=LAWFUL)

    draft.refresh_from_db()
    assert response.status_code == 302
    assert [link["key"] for link in draft.links] == [
        *("accept", "examine1", "examine2", "decide", "issue")
    ]
    assert "BPMNShape" in draft.drawing  # laid out, because the file said nothing of it
    assert "examine2" in page(client.get(f"{at}/draft/process/")).find(id="id_drawing").text


def test_faults_are_kept_shown_and_keep_the_draft_from_review(client, draft, at):
    assert saved(client, at, drawing=STUCK).status_code == 302

    soup = page(client.get(f"{at}/draft/process/"))
    draft.refresh_from_db()
    assert "join" in {one["data-element"] for one in soup.select("[data-element]")}
    with pytest.raises(NotReady):
        submit_version(draft.pk, by=SYSTEM, at=AT)


def test_a_drawing_is_checked_without_being_kept(client, draft, at):
    soup = page(client.post(f"{at}/draft/drawing/check/", {"drawing": STUCK}))

    assert soup.select("[data-element]")
    draft.refresh_from_db()
    assert draft.drawing == ""


def test_a_power_nobody_holds_is_mentioned(client, draft, at):
    soup = page(client.post(f"{at}/draft/drawing/check/", {"drawing": LAWFUL}))

    assert "目前没有人能办理" in words(soup)
    assert not soup.select(".y-tag:not(.y-tag--blue)")


def test_what_somebody_else_saved_is_not_overwritten_unseen(client, draft, at):
    soup = page(client.get(f"{at}/draft/process/?draw=1"))
    data = {k: v for k, v in fields_of(soup, "drawing").items() if k != "file"}
    save_draft(draft.pk, {"promised_days": 6}, by=SYSTEM, at=AT)

    refused = client.post(f"{at}/draft/drawing/save/", {**data, "drawing": LAWFUL})

    soup = page(refused, 409)
    again = {k: v for k, v in fields_of(soup, "drawing").items() if k != "file"}
    assert again["drawing"].replace("\r\n", "\n").strip() == LAWFUL
    assert client.post(f"{at}/draft/drawing/save/", again).status_code == 302


KINDS = ["outside", "laughs", "deep", "50 MB", "bytes", "html", "empty"]
HOSTILE = [
    '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>',
    '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>',
    "<a>" * 10_000,
    " " * 50_000_000,
    b"\xff\xfe\x00",
    "<html/>",
    "",
]


@pytest.mark.parametrize("text", HOSTILE, ids=KINDS)
def test_a_file_that_is_dangerous_or_no_process_is_refused(client, draft, at, text):
    response = saved(client, at, file=uploaded(text), drawing="")

    assert response.status_code == 422
    draft.refresh_from_db()
    assert draft.drawing == ""


def test_a_file_is_taken_in(client, draft, at):
    assert saved(client, at, file=uploaded(LAWFUL)).status_code == 302

    draft.refresh_from_db()
    assert "examine2" in draft.drawing


def test_the_drawing_gives_way_to_the_table_of_its_links(client, draft, at):
    saved(client, at, drawing=LAWFUL)

    client.post(f"{at}/draft/drawing/drop/")

    draft.refresh_from_db()
    assert draft.drawing == ""
    assert len(draft.links) == 5
    assert page(client.get(f"{at}/draft/process/")).find(id="editor")


def test_every_version_is_handed_on_as_bpmn(client, draft, at):
    answer = client.get(f"{at}/versions/1/process.bpmn")

    assert answer["Content-Type"] == "application/xml"
    assert "attachment" in answer["Content-Disposition"]
    assert b"BPMNShape" in answer.content
    assert b'kind="accept"' in answer.content


def test_a_trial_goes_step_by_step_and_touches_nothing(client, draft, at):
    saved(client, at, drawing=LAWFUL)
    soup = page(client.get(f"{at}/versions/2/try/"))
    for turn in range(5):
        link = soup.select_one("section[aria-labelledby=now] a.btn[href*=steps]")
        assert link, turn
        soup = page(client.get(link["href"]))

    assert "样例办件已走完" in words(soup)
    assert "所有流向都走过了" in words(soup)


def test_a_trial_of_what_cannot_run_says_why(client, draft, at):
    saved(client, at, drawing=STUCK)

    assert "永远等待" in words(page(client.get(f"{at}/versions/2/try/")))


def test_a_trial_stops_where_a_condition_has_no_answer(client, draft, at):
    xml = drawing(
        "start > accept > pick > decide > issue > end",
        "pick > examine [area > 300]",
        "examine > decide",
        gateways="pick:x",
    )
    saved(client, at, drawing=xml)

    soup = page(client.get(f"{at}/versions/2/try/?steps=accept:accepted"))
    assert soup.select_one("input[name='fact.area']")
    assert re.search("area > 300", words(soup))
    soup = page(client.get(f"{at}/versions/2/try/?steps=accept:accepted&fact.area=500"))
    assert "examine步" in words(soup.find("section", {"aria-labelledby": "now"}))


def test_the_published_drawing_is_the_chart_of_the_guide(client, draft, at, item):
    save_draft(draft.pk, elements_of(LAWFUL), by=SYSTEM, at=AT)
    submit_version(draft.pk, by=SYSTEM, at=AT)
    publish_version(draft.pk, by=SYSTEM, at=AT)

    chart = page(client.get(f"/items/{item.code}/")).find("section", {"aria-labelledby": "process"})

    assert len(chart.select(".y-flow__arms > li")) == 2
