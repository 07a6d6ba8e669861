"""Items in and out at the desk; words of the search."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.catalogue.factories import ItemFactory, OfficeFactory
from tests.conftest import AT
from tests.desk.editing import officer, page
from yimen.catalogue.actions import load_code_tables, run_import
from yimen.catalogue.models import ImportRun, ItemVersion, Synonym
from yimen.catalogue.rules.workbook import open_workbook

pytestmark = pytest.mark.django_db

HOME = "/desk/items/exchange/"
WORDS = "/desk/items/words/"


@pytest.fixture
def item(client):
    load_code_tables()
    office = OfficeFactory(path="xinyu/market/")
    item = ItemFactory(published=True, organisation=office, version__name="取水许可")
    officer(client, office, "item.edit")
    return item


def exported(client, form="jsonl"):
    return b"".join(client.get(f"{HOME}export/{form}/").streaming_content)


def bring(client, data, name="items.jsonl", **more):
    upload = SimpleUploadedFile(name, data)
    return client.post(f"{HOME}begin/", {"file": upload, **more})


def test_one_takes_away_what_ones_posts_keep_and_nothing_else(client, item):
    ItemFactory(published=True, version__name="别家的事项")

    grids = open_workbook(exported(client, "xlsx"))

    assert [row[0] for row in grids["事项"][2:]] == [item.code]
    assert client.get(f"{HOME}export/pdf/").status_code == 404
    template = b"".join(client.get(f"{HOME}template/").streaming_content)
    assert "申请材料" in open_workbook(template)


def test_a_file_is_looked_through_shown_and_taken_in_when_its_owner_says_so(client, item):
    data = exported(client).replace("取水许可".encode(), "用水许可".encode())

    answer = bring(client, data, hand_in="on")
    run = ImportRun.objects.get()
    assert answer["Location"] == f"{HOME}{run.pk}/"
    shown = page(client.get(answer["Location"]))
    assert shown.select_one("#run")["hx-trigger"] == "every 1s"
    assert shown.find("progress")
    assert ProcrastinateJob.objects.filter(task_name="catalogue.run_import").count() == 1

    run_import(run.pk, at=AT)
    assert not ItemVersion.objects.open().exists()
    shown = page(client.get(answer["Location"]))
    assert "hx-trigger" not in shown.select_one("#run").attrs
    assert client.post(f"{HOME}{run.pk}/confirm/").status_code == 302

    run_import(run.pk, at=AT + timedelta(minutes=1))
    draft = ItemVersion.objects.open().get(item=item)
    assert (draft.name, draft.state) == ("用水许可", "in_review")
    run.refresh_from_db()
    assert (run.state, bytes(run.data)) == ("done", b"")
    assert client.post(f"{HOME}{run.pk}/confirm/").status_code == 409
    assert run_import(run.pk, at=AT).state == "done"


def test_what_is_wrong_is_told_by_its_cell(client, item):
    data = exported(client, "xlsx")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace("纸质或电子".encode(), "石板".encode()))
    bring(client, made.getvalue(), "items.xlsx")
    run = ImportRun.objects.get()

    run_import(run.pk, at=AT)

    assert ImportRun.objects.get().state == "refused"
    shown = page(client.get(f"{HOME}{run.pk}/"))
    rows = [row.get_text(" ", strip=True) for row in shown.select("tbody tr")]
    assert any("工作表“申请材料”第 3 行 D 列" in row and "石板" in row for row in rows), rows


@pytest.mark.parametrize(
    ("name", "data"), [("items.csv", b"a,b"), ("items.exe", b"MZ"), ("items.xlsx", b"")]
)
def test_other_files_are_refused_at_the_form(client, item, name, data):
    assert bring(client, data, name).status_code == 422
    assert not ImportRun.objects.exists()


def test_a_damaged_workbook_is_refused_by_the_job(client, item):
    bring(client, b"PK no workbook", "items.xlsx")

    run = run_import(ImportRun.objects.get().pk, at=AT)

    assert (run.state, run.problems[0]["code"]) == ("refused", "not_a_workbook")
    assert "不是工作簿" in str(page(client.get(f"{HOME}{run.pk}/")))


def test_a_file_is_its_owners_alone(client, item):
    bring(client, exported(client))
    run = ImportRun.objects.get()
    officer(client, item.organisation, "item.edit")

    assert client.get(f"{HOME}{run.pk}/").status_code == 404
    assert client.post(f"{HOME}{run.pk}/confirm/").status_code == 404


def test_reviewers_keep_the_words_of_the_search(client, item):
    officer(client, item.organisation, "item.review")
    assert client.post(f"{WORDS}add/", {"words": "打井"}).status_code == 422

    assert client.post(f"{WORDS}add/", {"words": "打井\n取水许可"}).status_code == 302
    group = Synonym.objects.get()
    shown = page(client.get(f"{WORDS}?q=打井"))
    assert "取水许可" in shown.select_one("ol").get_text()
    assert client.post(f"{WORDS}{group.pk}/save/", {"words": "打水/取水许可"}).status_code == 302
    assert Synonym.objects.get().words == ["打水", "取水许可"]
    assert client.post(f"{WORDS}{group.pk}/remove/").status_code == 302
    assert not Synonym.objects.exists()


def test_a_typed_word_changes_only_the_groups(client, item):
    officer(client, item.organisation, "item.review")
    Synonym.objects.create(words=["打井", "取水许可"])

    whole = page(client.get(f"{WORDS}?q=打井"))
    part = client.get(f"{WORDS}?q=打井", headers={"hx-request": "true"})

    assert page(part).select_one("#groups") == whole.select_one("#groups")
    assert b"<html" not in part.content
