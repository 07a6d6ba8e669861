"""Two catalogues, one above the other, tell each other what changed."""

import io
import json
from operator import itemgetter

import pytest
from django.db import transaction

from tests.catalogue.actors import EDITOR, officer
from tests.catalogue.factories import ItemFactory, OfficeFactory, RegionFactory
from tests.conftest import AT
from yimen.catalogue.actions import (
    add_basic_item,
    change_basic_item,
    draft_version,
    keep_partner,
    load_code_tables,
    publish_version,
    receive,
    report_changes,
    resume_item,
    save_draft,
    submit_version,
    suspend_item,
)
from yimen.catalogue.errors import PackageRefused
from yimen.catalogue.models import BasicItem, Package, Partner, ServiceItem
from yimen.catalogue.queries import search_items
from yimen.catalogue.rules.elements import Attachment, Material
from yimen.catalogue.rules.packages import Mark, end_line
from yimen.journal.actions import write
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db(transaction=True)  # the journal tells what is committed

WHO = {"by": SYSTEM, "at": AT}
CITY, PROVINCE = "xinyu", "jiangxi"
#: The other house stands in the same database, so its items have codes of another authority.
HERE, THERE = "11360500014471000N", "11360500014500000G"


@pytest.fixture(autouse=True)
def houses():
    """The city as it sees the province, and the province as it sees the city."""
    load_code_tables()
    keep_partner(PROVINCE, name="江西省", side="above", region="36", known_as=CITY, **WHO)
    keep_partner(CITY, name="新余市", side="below", region="3605", known_as=PROVINCE, **WHO)


@pytest.fixture
def office():
    return OfficeFactory(path="xinyu/market/", name="新余市市场监督管理局", uscc=HERE)


def item_of(office, number=1, **version):
    code = f"{HERE}3000131{number:03d}001"
    item = ItemFactory(
        published=True,
        organisation=office,
        code=code,
        basic_code=code[19:31],
        **{f"version__{name}": value for name, value in version.items()},
    )
    said(item)
    return item


def said(item, kind="published"):
    """The factory's items are not published by an act."""
    with transaction.atomic():
        write("item", item.pk, f"item.{kind}", facts={"code": item.code}, **WHO)


def reported(to=PROVINCE, **more):
    """A package, without what the other house took: that stands in the same journal here."""
    target = io.BytesIO()
    package = report_changes(to, target, **more, **WHO)
    head, *lines, _end = target.getvalue().splitlines()
    ours = [line for line in lines if THERE not in json.loads(line)["code"]]
    return package, b"\n".join([head, *ours, end_line(len(ours)).encode()])


def codes(data):
    return [json.loads(line)["code"] for line in data.splitlines()[1:-1]]


def taken(data, *, by=SYSTEM):
    return receive(io.BytesIO(data.replace(HERE.encode(), THERE.encode())), by=by, at=AT)


def answered(package):
    """The answer goes back, with the codes the sender knows."""
    return receive(io.BytesIO(package.answer.replace(THERE, HERE).encode()), **WHO)


def there(item):
    return ServiceItem.objects.get(code=item.code.replace(HERE, THERE))


def edited(data, change):
    """The package with its item lines changed."""
    lines = [json.loads(line) for line in data.splitlines()]
    for line in lines:
        if line["format"] == "yimen-item":
            change(line)
    return b"\n".join(json.dumps(line).encode() for line in lines)


def changed(item, **fields):
    """A new version, as an editor and a reviewer make it."""
    editor, reviewer = officer("e", "item.edit"), officer("r", "item.review")
    version = draft_version(item.pk, reason="修订", by=editor, at=AT)
    save_draft(version.pk, fields, by=editor, at=AT)
    submit_version(version.pk, by=editor, at=AT)
    publish_version(version.pk, by=reviewer, at=AT)


def test_what_is_reported_stands_in_the_other_house_as_it_was(office):
    item = item_of(office, conditions="一\n二")
    sent, data = reported()

    package = taken(data)

    assert (package.state, package.problems) == ("taken", [])
    assert package.counts | {"added": 1, "lines": 1, "refused": 0} == package.counts
    copy = there(item)
    before, after = item.current.content(), copy.current.content()
    assert after == before
    assert (copy.source, copy.status) == (f"exchange:{CITY}", "in_use")
    assert copy in search_items("食品经营许可").items
    assert entries_of(copy.pk)[-1].kind == "item.published"
    assert answered(package).pk == sent.pk
    assert Package.objects.get(pk=sent.pk).state == "answered"


def test_only_what_changed_since_the_answer_is_reported_again(office):
    first, second = item_of(office), item_of(office, 2)
    answered(taken(reported()[1]))
    assert codes(reported()[1]) == []

    reviewer = officer("r", "item.review")
    suspend_item(first.pk, reason="系统升级", by=reviewer, at=AT)
    data = reported()[1]
    assert codes(data) == [first.code]
    package = taken(data)
    assert package.counts["moved"] == 1
    assert there(first).status == "suspended"
    assert there(second).status == "in_use"
    answered(package)

    resume_item(first.pk, reason="升级完成", by=reviewer, at=AT)
    changed(second, name="食品经营许可(换证)")
    package = taken(reported()[1])
    assert (package.counts["moved"], package.counts["changed"]) == (1, 1)
    assert there(first).status == "in_use"
    assert there(second).current.name == "食品经营许可(换证)"


def test_a_cancelled_item_is_cancelled_there_and_never_comes_back(office):
    item, unknown = item_of(office), item_of(office, 2)
    ServiceItem.objects.filter(pk=unknown.pk).update(status="cancelled")
    answered(taken(reported()[1]))
    assert not ServiceItem.objects.filter(code=unknown.code.replace(HERE, THERE)).exists()

    ServiceItem.objects.filter(pk=item.pk).update(status="cancelled")
    said(item, "cancelled")
    data = reported()[1]
    assert taken(data).counts["moved"] == 1
    assert there(item).status == "cancelled"
    assert there(item) not in search_items("食品经营许可").items

    package = taken(data.replace(b'"status": "cancelled"', b'"status": "in_use"'))
    assert [one["field"] for one in package.problems] == ["status"]


def test_the_same_package_again_changes_nothing(office):
    item = item_of(office)
    data = reported()[1]
    taken(data)
    before = (there(item).current_id, len(entries_of(there(item).pk)))

    package = taken(data)

    assert (package.state, package.counts["unchanged"]) == ("taken", 1)
    assert (there(item).current_id, len(entries_of(there(item).pk))) == before


def test_an_unanswered_package_is_contained_in_the_next(office):
    first = item_of(office)
    lost = reported()[0]
    second = item_of(office, 2)

    package, data = reported()

    assert (package.since, package.counts["items"]) == (lost.since, 2)
    taken(data)
    assert there(first)
    assert there(second)


def test_a_refused_line_is_told_by_field_and_does_not_hold_up_the_others(office):
    good, bad = item_of(office), item_of(office, 2)
    sent, data = reported()

    def spoil(line):
        if line["code"] == bad.code:
            line["content"]["legal_days"] = "二十"
            line["content"]["materials"] = [{"name": "申请书", "original": -1}]

    package = taken(edited(data, spoil))

    assert (package.state, package.counts["added"], package.counts["refused"]) == ("taken", 1, 1)
    fields = {one["field"]: one["why"] for one in package.problems}
    assert "“二十”" in fields["legal_days"]
    labels = {one["label"] for one in package.problems}
    assert {"法定办结时限"} < labels
    assert any(label.startswith("申请材料 1 · ") for label in labels)
    assert there(good)
    answered(package)
    sent.refresh_from_db()
    assert (sent.state, len(sent.problems)) == ("answered", len(package.problems))
    assert Partner.objects.get(code=PROVINCE).owed == [bad.code]

    data = reported()[1]
    assert codes(data) == [bad.code]
    package = taken(data)
    answered(package)
    assert there(bad)
    assert Partner.objects.get(code=PROVINCE).owed == []


def test_a_blank_form_the_other_house_lacks_is_told_and_refuses_nothing(office):
    blank = Attachment("blank", "申请表.docx")
    item = item_of(office, materials=[Material("m1", "申请书", files=(blank,)).to_json()])
    suspend_item(item.pk, reason="系统升级", by=officer("r", "item.review"), at=AT)

    package = taken(reported()[1])

    assert (package.counts["added"], package.counts["refused"]) == (1, 0)
    assert [one["is_refused"] for one in package.problems] == [False]
    assert there(item).status == "suspended"
    answered(package)
    assert codes(reported()[1]) == []


def test_a_package_out_of_order_is_refused_and_says_what_is_missing(office):
    item_of(office)
    first_answer = taken(reported()[1])
    answered(first_answer)
    item_of(office, 2)
    second, second_data = reported()
    Partner.objects.filter(code=PROVINCE).update(sent_mark=second.mark)
    third_item = item_of(office, 3)
    third, third_data = reported()

    package = taken(third_data)

    assert package.state == "refused"
    assert third.since in package.refusal
    assert first_answer.mark in package.refusal
    assert not ServiceItem.objects.filter(code=third_item.code.replace(HERE, THERE)).exists()
    answered(package)
    assert reported()[0].since == first_answer.mark

    assert taken(second_data).state == "taken"
    assert taken(third_data).state == "taken"
    assert taken(second_data).state == "refused"


def test_a_file_cut_off_on_its_way_leaves_everything_as_it_was(office):
    item_of(office)
    data = reported()[1]

    package = taken(b"\n".join(data.splitlines()[:-1]))

    assert (package.state, package.counts) == ("refused", {})
    assert "截断" in package.refusal or "不完整" in package.refusal
    assert ServiceItem.objects.count() == 1
    assert taken(data).state == "taken"


SPOILT = {
    1: (lambda line: line.update(office_code="", organisation="nowhere/"), "organisation", "机构"),
    2: (
        lambda line: line.update(
            office_code="11110000000000000A", regions=[["110000000000", "北京市"]]
        ),
        "regions",
        "新余市",
    ),
    3: (lambda line: line.update(status="asleep"), "status", "asleep"),
    4: (lambda line: line.update(code="123"), "code", "123"),
}


def test_what_the_partner_may_not_tell_is_refused_in_plain_words(office):
    items = {number: item_of(office, number) for number in SPOILT}
    codes = {item.code: number for number, item in items.items()}

    package = taken(edited(reported()[1], lambda line: SPOILT[codes[line["code"]]][0](line)))

    ordered = sorted(package.problems, key=itemgetter("line"))
    told = [(one["field"], one["why"]) for one in ordered]
    for (field, why), (_, expected, words) in zip(told, SPOILT.values(), strict=True):
        assert (field, words in why) == (expected, True), why
    assert ServiceItem.objects.count() == len(SPOILT)


def test_an_item_kept_here_is_not_changed_from_outside(office):
    item = item_of(office)
    package = receive(io.BytesIO(reported()[1]), **WHO)

    assert [one["why"] for one in package.problems] == [
        "该事项由本级维护，对方上报的内容不予改动。"
    ]
    assert ServiceItem.objects.get(pk=item.pk).current_id == item.current_id


def test_the_upper_level_sends_its_directory_and_its_items_down():
    RegionFactory(code="360000000000", name="江西省", level=2)
    province = OfficeFactory(path="jiangxi/", region_id="360000000000", uscc=HERE)
    city = OfficeFactory(path="xinyu/other/")
    ours, theirs = item_of(province), ItemFactory(published=True, organisation=city)
    said(theirs)
    basic = add_basic_item("000131001001", basic_content(), **WHO)

    package, data = reported(CITY)
    assert package.counts == {"items": 1, "basics": 1}
    refused = taken(
        data.replace(b'"from": "jiangxi", "to": "xinyu"', b'"from": "xinyu", "to": "jiangxi"')
    )
    assert [one["why"] for one in refused.problems][:1] == ["基本目录只由上级下发。"]

    BasicItem.objects.filter(pk=basic.pk).update(name="旧名")
    package = taken(data)
    assert package.counts["changed"] == 1
    assert BasicItem.objects.get(pk=basic.pk).name == "食品经营许可"
    assert there(ours).source == f"exchange:{PROVINCE}"
    up = report_changes(PROVINCE, io.BytesIO(), **WHO)
    assert up.counts["items"] == 2  # what came from above is not sent up again

    change_basic_item(basic.pk, {"conditions": "有场所"}, reason="修订", **WHO)
    spoilt = reported(CITY)[1].replace(b'"legal_days": 20', b'"legal_days": "x"')
    package = taken(spoilt)
    assert {one["field"] for one in package.problems} == {"legal_days"}


def basic_content():
    return {
        "name": "食品经营许可",
        "levels": ["3"],
        "bases": [],
        "conditions": "",
        "materials": [],
        "legal_days": 20,
        "promised_days": 10,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data", [b"", b"{}", b'{"format": "yimen-package", "from": "?"}', b"\xff\xfe", b"{\n}"]
)
def test_what_is_no_package_is_refused(data):
    with pytest.raises(PackageRefused):
        receive(io.BytesIO(data), **WHO)


def test_strangers_and_wrong_addresses_are_refused(office):
    item_of(office)
    data = reported()[1]

    with pytest.raises(PackageRefused, match="nobody"):
        taken(data.replace(b'"from": "xinyu"', b'"from": "nobody"'))
    assert taken(data.replace(b'"to": "jiangxi"', b'"to": "hunan"')).state == "refused"
    with pytest.raises(PackageRefused, match="nobody"):
        reported("nobody")


def test_a_receipt_for_what_was_never_sent_is_refused(office):
    item_of(office)
    answer = json.loads(taken(reported()[1]).answer)
    answer["mark"] = "9.9"

    with pytest.raises(PackageRefused, match=r"9\.9"):
        receive(io.BytesIO(json.dumps(answer).encode()), **WHO)


def test_a_report_may_begin_at_any_mark(office):
    item_of(office)
    answered(taken(reported()[1]))

    assert len(codes(reported(since=Mark())[1])) == 1


@pytest.mark.django_db
def test_an_editor_of_items_does_not_exchange(office):
    with pytest.raises(NotAllowed):
        report_changes(PROVINCE, io.BytesIO(), by=EDITOR, at=AT)
    with pytest.raises(NotAllowed):
        taken(b"{}", by=EDITOR)
