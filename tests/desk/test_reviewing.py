"""Reviewing in the desk: what the table says, checkpoints to answer, and what was found."""

import pytest

from tests.cases.factories import an_office
from tests.desk.test_cases import act, filed, officer, sheet, words
from yimen.catalogue.rules.rulings import Checkpoint, Input, Line, Ruling

pytestmark = pytest.mark.django_db

POINT = Checkpoint("p1", "examine", "场所与经营品种相适应", "on_site", "食品安全法第三十三条")
TABLE = Ruling(
    "r1",
    "核查方式裁量",
    "examine",
    "某办法第三条",
    (Input("result_way", "领取方式"),),
    ("核查方式",),
    (Line(("'window'",), ("书面核查",)), Line(("$ != 'window'",), ("现场核查",))),
)


@pytest.fixture
def case(client, db):
    office = an_office(version__checkpoints=[POINT.to_json()], version__rulings=[TABLE.to_json()])
    officer(client, office.organisation, "case.examine")
    return filed("accepted", office)


def test_the_sheet_asks_the_checkpoints_and_shows_what_the_table_says(client, case):
    said = words(client.get(sheet(case)))

    assert "场所与经营品种相适应" in said
    assert "实地核查 · 食品安全法第三十三条" in said
    assert "书面核查" in said
    assert "依裁量表第 1 行" in said


def test_an_open_checkpoint_stands_at_its_field_and_keeps_what_was_typed(client, case):
    response = act(client, case, "examine", conclusion="passed", text="我写的意见")

    assert response.status_code == 422
    said = response.content.decode()
    assert "请答复此审查要点" in said
    assert "我写的意见" in said
    assert 'id="id_examine_point_p1_error"' in said


def test_what_was_found_stands_on_the_sheet(client, case):
    response = act(
        client,
        case,
        "examine",
        conclusion="failed",
        text="场所不足",
        point_p1="not_met",
        note_p1="面积不足十平方米",
    )

    assert response.status_code == 302
    said = words(client.get(sheet(case)))
    assert "不符合 面积不足十平方米" in said
