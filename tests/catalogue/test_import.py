"""Taking over a published list: all or nothing, and again without effect."""

import json

import pytest

from tests.catalogue.actors import EDITOR
from tests.catalogue.factories import put_on_offer
from tests.conftest import AT
from yimen.catalogue.actions import draft_version, import_guangdong, load_code_tables
from yimen.catalogue.models import Code, ItemVersion, ServiceItem
from yimen.catalogue.queries import code_name, published_items, search_items
from yimen.catalogue.rules.elements import STANDARD_LINKS
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM, Actor, Grant, Kind
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Organisation, Region

pytestmark = pytest.mark.django_db

LINKS = [STANDARD_LINKS[0], STANDARD_LINKS[2]]
WHO = {"by": SYSTEM, "at": AT}


@pytest.fixture(scope="module")
def published(request):
    """The lines of the real file."""
    from tests.conftest import SHARED

    path = SHARED / "data" / "guangdong-items" / "policy.jsonl"
    if not path.exists():
        pytest.skip(f"real data not found at {path}")
    return path.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def file(tmp_path, published):
    """Write lines to a file: the first forty real ones unless told."""

    def write(lines=None):
        path = tmp_path / "policy.jsonl"
        path.write_text("\n".join(published[:40] if lines is None else lines), encoding="utf-8")
        return path

    return write


def altered(line, **changes):
    return json.dumps({**json.loads(line), **changes}, ensure_ascii=False)


def everything():
    models = (ServiceItem, ItemVersion, Organisation, Region)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.shared_data
def test_the_whole_real_list_is_taken(file, published):
    seen = []

    report = import_guangdong(
        file(published), progress=lambda done, total: seen.append((done, total)), **WHO
    )

    assert (report.read_count, report.added_count) == (2262, 2262)
    assert (report.changed_count, report.unchanged_count, report.is_done) == (0, 0, True)
    assert seen[-1] == (2262, 2262)
    assert published_items().count() == 2262
    assert ServiceItem.objects.filter(code__regex="^.{33}$").count() == 363
    assert report.authority_count == 177 + 2
    assert {one.code for one in report.problems} == {"odd_authority", "unreadable_phone"}
    assert [one.line for one in report.problems if one.field == "complain_phone"] == [1466]
    assert (report.kept_aside["bear_paltform"], report.kept_aside["subTaskName"]) == (2262, 327)
    assert "courier_service" not in report.kept_aside
    assert "TASK_NAME" not in report.kept_aside


@pytest.mark.shared_data
def test_an_imported_item_reads_like_any_other(file, published):
    load_code_tables()
    import_guangdong(file(), **WHO)

    item = published_items().get(code=json.loads(published[0])["TASK_CODE"])
    assert item.current.name == json.loads(published[0])["TASK_NAME"]
    assert (item.current.legal_days, item.current.promised_days) == (30, 7)
    assert [link.kind for link in item.current.link_list][::3] == ["accept", "issue"]
    assert item.organisation.path.startswith("440000/")
    assert item.organisation.region.name == "广东省"
    assert code_name("item_type", item.current.item_type, item.scheme) == "行政许可"
    assert [entry.kind for entry in entries_of(item.pk)] == ["item.published"]
    assert item in search_items(item.current.name).items


@pytest.mark.shared_data
def test_a_dry_run_tells_the_same_and_changes_nothing(file):
    report = import_guangdong(file(), dry_run=True, **WHO)

    assert (report.added_count, report.is_done, report.is_refused) == (40, False, False)
    assert everything() == [[], [], [], []]


@pytest.mark.shared_data
def test_the_same_list_again_has_no_effect(file):
    import_guangdong(file(), **WHO)
    before = everything()

    report = import_guangdong(file(), **WHO)

    assert (report.added_count, report.changed_count, report.unchanged_count) == (0, 0, 40)
    assert everything() == before


@pytest.mark.shared_data
def test_an_altered_line_becomes_a_new_version_of_its_item_alone(file, published):
    import_guangdong(file(), **WHO)
    code = json.loads(published[1])["TASK_CODE"]
    before = ServiceItem.objects.select_related("current").get(code=code).current
    materials = ["新的材料", *json.loads(published[1])["material_intro"]]
    lines = [
        published[0],
        altered(published[1], handle_time_limit="2(工作日)", material_intro=materials),
        *published[2:40],
    ]

    report = import_guangdong(file(lines), **WHO)

    assert (report.changed_count, report.unchanged_count) == (1, 39)
    after = ServiceItem.objects.select_related("current").get(code=code).current
    assert (after.number, after.promised_days, after.reason) == (2, 2, "导入清单 guangdong 第 2 行")
    keys = {m.name: m.key for m in before.material_list}
    assert {m.name: m.key for m in after.material_list} == {
        **keys,
        "新的材料": f"m{len(keys) + 1}",
    }
    assert ItemVersion.objects.get(pk=before.pk).state == "published"


@pytest.mark.shared_data
def test_what_the_desk_changed_is_not_undone_by_the_same_list(file, published):
    import_guangdong(file(), **WHO)
    item = ServiceItem.objects.get(code=json.loads(published[0])["TASK_CODE"])
    draft = draft_version(item.pk, {"name_en": "Price rise", "links": LINKS}, reason="译名", **WHO)
    put_on_offer(draft)

    report = import_guangdong(file(), **WHO)

    assert report.changed_count == 0
    lines = [altered(published[0], visit_number="2"), *published[1:40]]
    import_guangdong(file(lines), **WHO)
    item = ServiceItem.objects.select_related("current").get(pk=item.pk)
    assert (item.current.name_en, item.current.visits) == ("Price rise", 2)
    assert item.current.link_list == LINKS


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("broken", "field", "code"),
    [
        ("{", "", "not_json"),
        ({"TASK_CODE": "114400000069397562"}, "TASK_CODE", "bad_code"),
        ({"TASK_NAME": ""}, "TASK_NAME", "missing"),
    ],
)
def test_one_broken_line_and_nothing_is_taken(file, published, broken, field, code):
    import_guangdong(file(published[:5]), **WHO)
    before = everything()
    bad = broken if isinstance(broken, str) else altered(published[20], **broken)

    report = import_guangdong(file([*published[:20], bad, *published[21:40]]), **WHO)

    assert report.is_refused
    assert not report.is_done
    assert "第 21 行" in str(report)
    (problem,) = [one for one in report.problems if one.is_fatal]
    assert (problem.line, problem.field, problem.code) == (21, field, code)
    assert everything() == before


@pytest.mark.shared_data
def test_every_broken_line_is_named_at_once(file, published):
    report = import_guangdong(file(["{", *published[:300], "["]), **WHO)

    assert [one.line for one in report.problems if one.is_fatal] == [1, 302]


def test_only_the_system_takes_over_lists(tmp_path):
    everywhere = Actor(kind=Kind.STAFF, grants=frozenset({Grant("item.edit")}))
    path = tmp_path / "empty.jsonl"
    path.write_text("")

    for actor in (EDITOR, everywhere):
        with pytest.raises(NotAllowed):
            import_guangdong(path, by=actor, at=AT)


def test_code_tables_are_loaded_and_safe_to_load_again():
    count = load_code_tables()

    assert load_code_tables() == count == Code.objects.count()
    assert code_name("item_type", "20") == "公共服务"
    assert code_name("item_type", "20", scheme="44") == "其他行政权力"
    assert code_name("item_type", "01", scheme="44") == "行政许可"
    assert code_name("department", "06", scheme="44") == "公安"
    assert code_name("department", "09", scheme="00") == "公安"
    assert code_name("level", "9") == "9"
    assert not Code.objects.filter(name_en="").exists()
