"""Writing the rules of review in the desk: checkpoints, and discretion as tables."""

import pytest

from tests.desk.editing import draft_of, fields_of, page, words
from yimen.catalogue.rules.rulings import Checkpoint, Line, Sample
from yimen.desk.forms.items.rulings import changed, empty, read

pytestmark = pytest.mark.django_db

FORM = [{"key": "area", "label": "面积", "kind": "number"}]


def address(item, rest: str = "") -> str:
    return f"/desk/items/{item.code}/draft/review/{rest}"


def typed(**more):
    """A table of two lines over the area, as the browser sends it."""
    return {
        "name": "核查方式",
        "link": "examine",
        "basis": "某办法第三条",
        "label-0": "面积",
        "fact-0": "area",
        "output-0": "核查方式",
        "test-0-0": "< 100",
        "result-0-0": "书面",
        "test-1-0": ">= 100",
        "result-1-0": "现场",
        **more,
    }


def test_a_checkpoint_is_written_at_a_link(client, item, editor):
    draft = draft_of(item)
    data = fields_of(page(client.get(address(item))))
    data = fields_of(page(client.post(address(item, "save/"), data | {"add": "checkpoints"})))
    data |= {"checkpoints-0-text": "材料齐全", "checkpoints-0-link": "examine"}

    assert client.post(address(item, "save/"), data).status_code == 302

    draft.refresh_from_db()
    assert draft.checkpoint_list == [Checkpoint("p1", "examine", "材料齐全")]


def test_a_table_is_begun_filled_in_and_saved(client, item, editor):
    draft = draft_of(item, form=FORM)
    data = fields_of(page(client.get(address(item, "tables/new/"))))
    more = page(client.post(address(item, "tables/new/save/"), data | {"do": "add-line"}))
    data = fields_of(more) | typed()

    assert client.post(address(item, "tables/new/save/"), data).status_code == 302

    draft.refresh_from_db()
    (ruling,) = draft.ruling_list
    assert (ruling.key, ruling.name, ruling.link) == ("r1", "核查方式", "examine")
    assert ruling.lines == (Line(("< 100",), ("书面",)), Line((">= 100",), ("现场",)))
    assert "核查方式" in words(page(client.get(address(item))))


def test_what_is_wrong_and_how_samples_come_out_is_shown_before_saving(client, item, editor):
    draft = draft_of(item, form=FORM)
    data = typed(**{"test-1-0": "> 100", "value-0-0": "250", "wanted-0-0": "书面", "do": "try"})

    said = words(page(client.post(address(item, "tables/new/save/"), data)))

    assert "没有规定以下情形：面积 = 100" in said
    assert "样例 1 的结果与预期不符" in said
    assert "现场" in said
    draft.refresh_from_db()
    assert draft.rulings == []


def test_a_table_is_changed_and_taken_out(client, item, editor):
    draft = draft_of(item, form=FORM)
    client.post(address(item, "tables/new/save/"), typed())
    data = fields_of(page(client.get(address(item, "tables/r1/")))) | {"result-1-0": "专家评审"}

    client.post(address(item, "tables/r1/save/"), data)

    draft.refresh_from_db()
    assert draft.ruling_list[0].lines[1].results == ("专家评审",)
    assert client.post(address(item, "tables/r1/remove/")).status_code == 302
    draft.refresh_from_db()
    assert draft.rulings == []
    assert client.get(address(item, "tables/r1/")).status_code == 404


def test_a_table_without_a_name_is_not_saved_and_nothing_typed_is_lost(client, item, editor):
    draft = draft_of(item, form=FORM)

    soup = page(client.post(address(item, "tables/new/save/"), typed(name="")), 422)

    assert "请填写裁量表名称" in words(soup)
    assert fields_of(soup)["test-1-0"] == ">= 100"
    draft.refresh_from_db()
    assert draft.rulings == []


def test_a_page_drawn_before_somebody_elses_change_saves_nothing(client, item, editor):
    draft = draft_of(item, form=FORM)
    data = fields_of(page(client.get(address(item, "tables/new/")))) | typed()
    type(draft).objects.filter(pk=draft.pk).update(name="别人改了名称")

    assert client.post(address(item, "tables/new/save/"), data).status_code == 409

    draft.refresh_from_db()
    assert draft.rulings == []


@pytest.mark.parametrize(
    ("button", "inputs", "outputs", "lines"),
    [
        ("add-input", 2, 1, 1),
        ("add-output", 1, 2, 1),
        ("add-line", 1, 1, 2),
        ("drop-line-0", 1, 1, 0),
        ("drop-line-7", 1, 1, 1),
        ("drop-line-x", 1, 1, 1),
        ("add-everything", 1, 1, 1),
        ("explode", 1, 1, 1),
    ],
)
def test_buttons_change_the_table_and_unknown_ones_nothing(button, inputs, outputs, lines):
    table = changed(empty("examine"), button)

    assert (len(table.inputs), len(table.outputs), len(table.lines)) == (inputs, outputs, lines)
    assert all(len(line.tests) == inputs for line in table.lines)
    assert all(len(line.results) == outputs for line in table.lines)


def test_columns_go_with_their_cells_in_lines_and_samples():
    table = read(
        typed(**{"label-1": "层数", "fact-1": "floors", "test-0-1": "> 3", "value-0-0": "5"}), "r1"
    )

    fewer = changed(table, "drop-input-0")

    assert [one.fact for one in fewer.inputs] == ["floors"]
    assert fewer.lines[0].tests == ("> 3",)
    assert fewer.samples == (Sample(("",), ("",)),)
