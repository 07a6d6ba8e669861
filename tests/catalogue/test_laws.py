"""The texts of laws: how they are read and taken over, and what citations of them lead to."""

import io
import tarfile
from datetime import date

import pytest

from tests.catalogue.actors import EDITOR
from tests.conftest import AT
from yimen.catalogue.actions import import_laws, repeal_law
from yimen.catalogue.errors import NoSuchLaw
from yimen.catalogue.models import Article, Law
from yimen.catalogue.queries import law_list, resolve, sources_of
from yimen.catalogue.rules.citations import Cited
from yimen.catalogue.rules.laws import NoLaw, read_law
from yimen.catalogue.states import LawState
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed

TEXT = """# 中华人民共和国桥梁法

2001年3月1日 第九届全国人民代表大会常务委员会第二十次会议通过

2019年4月23日 《关于修改〈中华人民共和国建筑法〉等八部法律的决定》修正

2020年1月1日 施行

<!-- INFO END -->

## 第一章 总　则

第一条 为了桥梁安全，制定本法。

第二条 建桥应当申请：

（一）申请书；

（二）图纸。

第二条之一 小桥不需要申请。

## 第二章 附则

第三条 本法自2020年1月1日起施行。
"""


def taken(path, **more):
    return import_laws(path, by=SYSTEM, at=AT, **more)


@pytest.fixture
def bridge(tmp_path):
    path = tmp_path / "桥梁法(2019-04-23).md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_law_is_read_with_its_history_chapters_and_articles():
    law = read_law(TEXT, path="行政法/桥梁法(2019-04-23).md")

    assert (law.title, law.name, law.kind) == ("中华人民共和国桥梁法", "桥梁法", "law")
    assert (law.issued_on, law.edition_on) == (date(2001, 3, 1), date(2019, 4, 23))
    assert [(one.number, one.suffix) for one in law.articles] == [(1, 0), (2, 0), (2, 1), (3, 0)]
    assert law.articles[1].text == "建桥应当申请：\n（一）申请书；\n（二）图纸。"
    assert [one.heading for one in law.articles[2:]] == ["第一章 总 则", "第二章 附则"]


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("序言\n\n第一条 甲。", [0, 1]),
        ("第一条 甲。\n\n## 附件\n\n收费表", [1, 0]),
        ("一、甲。\n\n第二款。\n\n二、乙。", [1, 2]),
        ("只有一段话。", [0]),
        ("第一条 甲。\n\n一、不是条。", [1]),
    ],
)
def test_what_has_no_number_is_kept_beside_the_articles(body, numbers):
    law = read_law(f"# 某规定\n\n<!-- INFO END -->\n\n{body}", path="某规定.md")

    assert [one.number for one in law.articles] == numbers


@pytest.mark.parametrize(
    "text", ["", "---\nbookCollapseSection: true\n---", "# 题\n<!-- INFO END -->"]
)
def test_what_is_no_law_is_refused(text):
    with pytest.raises(NoLaw):
        read_law(text, path="_index.md")


@pytest.mark.django_db
def test_a_text_is_taken_once_and_a_changed_one_is_another_edition(bridge):
    first = taken(bridge)
    again = taken(bridge)
    bridge.write_text(TEXT.replace("图纸", "设计文件"), encoding="utf-8")
    bridge.rename(bridge.with_name("桥梁法(2026-01-01).md"))
    changed = taken(bridge.with_name("桥梁法(2026-01-01).md"))

    assert (first.added_count, first.article_count) == (1, 4)
    assert (again.unchanged_count, again.article_count) == (1, 0)
    assert (changed.added_count, changed.edition_count) == (0, 1)
    assert list(Law.objects.order_by("edition_on").values_list("edition_on__year", "state")) == [
        (2019, LawState.AMENDED),
        (2026, LawState.IN_FORCE),
    ]
    assert Article.objects.count() == 8
    assert "设计文件" in sources_of("桥梁法", "第二条")[0].article.text
    assert "图纸" in sources_of("桥梁法（2019修正）", "第二条")[0].article.text


@pytest.mark.django_db
def test_an_older_text_loaded_later_does_not_hold(bridge):
    taken(bridge)
    older = bridge.with_name("桥梁法(2001-03-01).md")
    older.write_text(TEXT.replace("图纸", "草图"), encoding="utf-8")

    taken(older)

    assert Law.objects.last_editions().get().edition_on == date(2019, 4, 23)


@pytest.mark.django_db
def test_a_dry_run_changes_nothing_and_one_bad_file_stops_all(tmp_path, bridge):
    trial = taken(bridge, dry_run=True)
    (tmp_path / "坏.md").write_bytes("# 某法".encode("gbk"))
    refused = taken(tmp_path)

    assert (trial.added_count, trial.is_done) == (1, False)
    assert refused.is_refused and [one.code for one in refused.problems] == ["not_utf8"]
    assert "%" not in str(refused)
    assert not Law.objects.exists()


@pytest.mark.django_db
def test_an_archive_is_read_without_unpacking_it(tmp_path):
    path = tmp_path / "laws.tar.xz"
    with tarfile.open(path, "w:xz") as archive:
        for name, content in (("../../桥梁法.md", TEXT), ("_index.md", "---"), ("x.bin", "x")):
            info = tarfile.TarInfo(name)
            info.size = len(content.encode())
            archive.addfile(info, io.BytesIO(content.encode()))
        link = tarfile.TarInfo("链接.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)

    report = taken(path)

    assert (report.file_count, report.added_count) == (2, 1)
    assert [one.code for one in report.problems] == ["no_text"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["laws.tar.xz"]


@pytest.mark.django_db
def test_what_is_no_archive_is_said_plainly(tmp_path):
    path = tmp_path / "laws.zip"
    path.write_bytes(b"PK\x03\x04 nothing")

    assert [one.code for one in taken(path).problems] == ["no_archive"]


@pytest.mark.django_db
def test_a_law_stored_in_parts_is_joined(tmp_path):
    for name, articles in (("总则", "第一条 甲。"), ("物权编", "第二条 乙。\n\n第三条 丙。")):
        body = f"# 桥典\n\n2020年5月28日 通过\n\n<!-- INFO END -->\n\n{articles}"
        (tmp_path / f"{name}.md").write_text(body, encoding="utf-8")

    taken(tmp_path)

    assert [one.number for one in Law.objects.get().articles.order_by("position")] == [1, 2, 3]


@pytest.mark.django_db
def test_a_repealed_law_is_marked_and_says_so_to_who_cites_it(bridge):
    taken(bridge)

    law = repeal_law("《桥梁法》", on=date(2026, 1, 1), note="由道路法取代", by=SYSTEM, at=AT)

    assert sources_of("桥梁法", "第一条")[0].state == "repealed"
    assert [one.kind for one in entries_of(law.pk)] == ["law.taken", "law.repealed"]
    with pytest.raises(NoSuchLaw):
        repeal_law("飞船法", on=date(2026, 1, 1), note="没有", by=SYSTEM, at=AT)


@pytest.mark.django_db
def test_only_the_house_itself_takes_laws_over(bridge):
    with pytest.raises(NotAllowed):
        import_laws(bridge, by=EDITOR, at=AT)


@pytest.mark.django_db
def test_laws_are_found_by_title_the_nearest_first(bridge):
    bridge.with_name("桥梁法实施条例.md").write_text(
        TEXT.replace("桥梁法\n", "桥梁法实施条例\n", 1), encoding="utf-8"
    )
    taken(bridge.parent)

    assert [law.name for law in law_list("桥梁")] == ["桥梁法", "桥梁法实施条例"]
    assert [law.name for law in law_list("《中华人民共和国桥梁法》")] == [
        "桥梁法",
        "桥梁法实施条例",
    ]
    assert not law_list("飞船")


@pytest.mark.django_db
def test_resolving_many_citations_takes_few_queries(bridge, django_assert_max_num_queries):
    taken(bridge)
    wanted = [Cited("桥梁法", number) for number in range(1, 60)]

    with django_assert_max_num_queries(2):
        found = resolve(wanted)

    assert [found[one].state for one in wanted[:4]] == ["found", "found", "found", "no_article"]
