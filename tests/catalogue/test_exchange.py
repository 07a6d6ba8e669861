"""Items travel out and in again: the same afterwards, or told by the cell what is wrong."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
import xlsxwriter

from tests.catalogue.actors import EDITOR, NEIGHBOUR, officer
from tests.catalogue.factories import ItemFactory, OfficeFactory
from tests.conftest import AT
from yimen.catalogue.actions import (
    Manner,
    discard_draft,
    import_file,
    import_guangdong,
    import_items,
    load_code_tables,
)
from yimen.catalogue.messages import problem_line
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.queries import (
    exported,
    items_file,
    published_items,
    shape,
    template_file,
)
from yimen.catalogue.rules.content import LISTS, digest
from yimen.catalogue.rules.exchange import letters, read_lines, read_workbook, to_line
from yimen.catalogue.rules.workbook import CELL, BadWorkbook, open_workbook, write_workbook
from yimen.journal.queries import entries_of, verify
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db

WHO = {"by": SYSTEM, "at": AT}
FORMS = ("xlsx", "jsonl")
CODE = "11360500014471000N3000131001001"


@pytest.fixture(autouse=True)
def code_tables():
    load_code_tables()


def read_back(form, data):
    if form == "xlsx":
        return list(read_workbook(open_workbook(data), shape()))
    return list(read_lines(io.BytesIO(data), shape()))


def the_item(**version):
    return ItemFactory(
        published=True, **{f"version__{name}": value for name, value in version.items()}
    )


def workbook(rows, *, sheets=None):
    """A workbook by hand: {sheet: [names of columns, row, …]}."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    for name, (columns, *lines) in {"事项": rows, **(sheets or {})}.items():
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, columns)
        for number, line in enumerate(lines, start=2):
            sheet.write_row(number, 0, line)
    book.close()
    return made.getvalue()


def take(path, data, form="xlsx", *, by=SYSTEM, **manner):
    file = path / f"items.{form}"
    file.write_bytes(data)
    return import_file(file, form, manner=Manner(**manner), by=by, at=AT)


def complaints(report):
    return [problem_line(one) for one in report.problems if one.is_fatal]


@pytest.mark.shared_data
def test_the_whole_guangdong_list_comes_back_as_it_was(shared_data):
    import_guangdong(shared_data / "guangdong-items" / "policy.jsonl", **WHO)
    items = list(exported(published_items()))
    said = {item.head["code"]: digest(item.content) for item in items}

    for form in FORMS:
        read = read_back(form, items_file(published_items(), form).getvalue())

        assert [problem for _, problems in read for problem in problems] == []
        records = {one.code: digest(one.content) for one, _ in read if one}
        assert records == said, form
    assert len(said) == 2262


@pytest.mark.parametrize("form", FORMS)
def test_what_is_brought_in_again_has_no_effect(tmp_path, form):
    the_item(themes=["甲；乙", "丙"], conditions="一\r\n二 ", legal_days=None)
    before = list(ItemVersion.objects.values())

    report = take(tmp_path, items_file(published_items(), form).getvalue(), form, publish=True)

    assert (complaints(report), report.unchanged_count, report.changed_count) == ([], 1, 0)
    assert list(ItemVersion.objects.values()) == before


@pytest.mark.parametrize("form", FORMS)
def test_an_item_is_the_same_in_another_house(tmp_path, form):
    the_item(conditions="=1+1", materials=[{"key": "m1", "name": "申请书"}])
    (item,) = exported(published_items())
    moved, made = replace(item, head={**item.head, "code": CODE}), io.BytesIO()
    if form == "xlsx":
        write_workbook(made, [moved], shape())
    else:
        made.write(to_line(moved).encode())

    report = take(tmp_path, made.getvalue(), form, publish=True)

    assert (complaints(report), report.added_count) == ([], 1)
    again = published_items().get(code=CODE)
    assert digest(again.current.content()) == digest(item.content)
    assert [entry.kind for entry in entries_of(again.pk)] == ["item.published"]
    assert list(verify(again.pk)) == []


def test_a_text_longer_than_a_cell_travels_in_pieces():
    the_item(conditions="长" * (2 * CELL + 5))

    ((record, _),) = read_back("xlsx", items_file(published_items(), "xlsx").getvalue())

    assert record.content["conditions"] == "长" * (2 * CELL + 5)


def test_what_looks_like_a_formula_is_written_as_text():
    the_item(name="=cmd|'/c calc'!A1")

    data = items_file(published_items(), "xlsx").getvalue()

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=cmd|" in sheet


def test_the_template_explains_itself_and_its_example_is_passed_over():
    data = template_file().getvalue()

    grids = open_workbook(data)
    assert {"事项", "申请材料", "收费项目", "设定依据", "常见问题", "办理地点", "办理环节"} <= set(
        grids
    )
    assert grids["事项"][0][:2] == ["code", "local_code"]
    assert grids["事项"][2][0] == "示例"
    assert read_back("xlsx", data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "dataValidation" in sheet
    assert 'state="frozen"' in sheet


def test_every_element_has_a_place():
    tables = {table.name: table for table in shape().lists}

    assert tables.keys() == LISTS.keys()
    for name, table in tables.items():
        assert [c.name for c in table.columns[1:]] == list(LISTS[name].__dataclass_fields__)


@pytest.mark.parametrize(
    ("rows", "sheets", "complaint"),
    [
        ([["code", "name"], ["123", "甲"]], {}, "工作表“事项”第 3 行 A 列：“123”"),
        ([["code", "name"], [CODE, ""]], {}, "工作表“事项”第 3 行 B 列（事项名称）"),
        (
            [["code", "name", "pace"], [CODE, "甲", "慢"]],
            {},
            "工作表“事项”第 3 行 C 列（办件类型）：“慢”",
        ),
        ([["code", "name", "visits"], [CODE, "甲", "几次"]], {}, "工作表“事项”第 3 行 C 列"),
        ([["code", "name"], [CODE, "甲" * 1001]], {}, "工作表“事项”第 3 行 B 列"),
        ([["code", "name"], [CODE, "甲"], [CODE, "乙"]], {}, "工作表“事项”第 4 行 A 列"),
        ([["code", "name", "没有"], [CODE, "甲", "1"]], {}, "工作表“事项”第 1 行 C 列"),
        (
            [["code", "name"], [CODE, "甲"]],
            {"申请材料": [["item", "name", "medium"], [CODE, "申请书", "石板"]]},
            "工作表“申请材料”第 3 行 C 列（材料形式）：“石板”",
        ),
        (
            [["code", "name"], [CODE, "甲"]],
            {"申请材料": [["item", "name"], ["别的", "申请书"]]},
            "工作表“申请材料”第 3 行 A 列",
        ),
        ([["name"], ["甲"]], {}, "工作表“事项”第 1 行 A 列"),
    ],
)
def test_a_mistake_is_told_by_its_cell_and_nothing_is_taken(tmp_path, rows, sheets, complaint):
    OfficeFactory(path="xinyu/market/")

    report = take(tmp_path, workbook(rows, sheets=sheets))

    assert report.is_refused
    assert any(line.startswith(complaint) for line in complaints(report)), complaints(report)
    assert not ServiceItem.objects.exists()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "not_json"),
        ('{"code": "1", "content": []}', "not_json"),
        (json.dumps({"code": CODE, "content": {"name": "甲", "x": 1}}), "unknown_field"),
        (json.dumps({"code": CODE, "content": {}}), "missing"),
        (json.dumps({"code": CODE, "content": {"name": 5}}), "wrong_kind"),
        (json.dumps({"code": CODE, "content": {"name": "甲", "materials": [1]}}), "not_a_list"),
        (
            json.dumps(
                {"code": CODE, "content": {"name": "甲", "form": [{"label": "乙", "options": [1]}]}}
            ),
            "wrong_kind",
        ),
        (
            json.dumps({"code": CODE, "content": {"name": "甲", "visits": -1}}),
            "number_out_of_range",
        ),
    ],
)
def test_a_wrong_line_says_why(line, code):
    ((record, problems),) = read_lines([line], shape())

    assert record is None
    assert code in {one.code for one in problems}


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"no zip", "not_a_workbook"), (b"", "not_a_workbook"), ("bomb", "too_large")],
)
def test_what_is_no_workbook_is_not_opened(data, code):
    if data == "bomb":
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
            parts.writestr("xl/workbook.xml", b"")
            for number in range(5):
                parts.writestr(f"xl/{number}.xml", bytes(90_000_000))
        data = made.getvalue()

    with pytest.raises(BadWorkbook) as refusal:
        open_workbook(data)

    assert refusal.value.code == code


def test_an_editors_file_makes_drafts_of_his_own_items_alone(tmp_path):
    mine = ItemFactory(published=True, version__name="取水许可")
    data = items_file(published_items(), "jsonl").getvalue().replace("取水许可".encode(), b"X")

    report = take(tmp_path, data, "jsonl", by=NEIGHBOUR)
    assert "You do not edit" not in str(report)
    assert [one.code for one in report.problems] == ["not_yours"]

    report = take(tmp_path, data, "jsonl", by=EDITOR)
    draft = ItemVersion.objects.open().get(item=mine)
    assert (report.changed_count, draft.name, draft.editors) == (1, "X", [EDITOR.staff_id])
    assert ServiceItem.objects.get(pk=mine.pk).current.name == "取水许可"
    assert take(tmp_path, data, "jsonl", by=EDITOR).unchanged_count == 1

    other = data.replace(b'"X"', b'"Y"')
    assert [p.code for p in take(tmp_path, other, "jsonl", by=EDITOR).problems] == ["draft_open"]
    discard_draft(draft.pk, by=EDITOR, at=AT)
    assert take(tmp_path, other, "jsonl", by=EDITOR, hand_in=True).submitted_count == 1
    assert ItemVersion.objects.open().get(item=mine).state == "in_review"


def test_only_the_operator_publishes_a_file(tmp_path):
    both = officer("both", "item.edit", "item.review")
    with pytest.raises(NotAllowed):
        import_items([], source="x", total=0, manner=Manner(publish=True), by=both, at=AT)


def test_a_dry_run_tells_the_same_and_changes_nothing(tmp_path):
    office = OfficeFactory(path="xinyu/market/")
    data = workbook([["code", "name", "organisation"], [CODE, "甲", office.path]])

    report = take(tmp_path, data, dry_run=True)

    assert (complaints(report), report.added_count) == ([], 1)
    assert not ServiceItem.objects.exists()
    take(tmp_path, data)
    assert ItemVersion.objects.get().state == "draft"


def test_columns_are_called_as_spreadsheets_call_them():
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
