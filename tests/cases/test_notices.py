"""Asking for the same twice is owed a reason; what the law wants told in writing is a page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cases.factories import a_case, do
from tests.conftest import AT
from yimen.cases import errors
from yimen.cases.messages.notices import NOTICES
from yimen.cases.models import Case
from yimen.cases.queries import notice_paper, public_status, timeline
from yimen.cases.rules.supplements import repeated
from yimen.journal.queries import entries_of

pytestmark = pytest.mark.django_db
UNTIL = timezone.localdate(AT) + timedelta(days=20)


@pytest.mark.parametrize(
    ("now", "again"),
    [
        ({"material": "m1", "what": "缺签名"}, True),
        ({"material": "m2", "what": "缺签名"}, False),
        ({"material": "", "what": "请补充联系地址"}, True),
        ({"material": "m2", "what": "请补充 联系地址。"}, True),
        ({"material": "", "what": "请补充联系电话"}, False),
    ],
)
def test_what_was_asked_for_before_is_known_again(now, again):
    before = [{"material": "m1", "what": "看不清"}, {"material": "", "what": "请补充联系地址"}]

    assert repeated([now], before) == ([now] if again else [])


def ask_again(case, office, what, **more):
    gaps = [{"material": "", "what": what}]
    return do("request_supplement", case, office, AT, gaps=gaps, answer_by=UNTIL, **more)


def test_the_same_is_asked_for_again_only_with_a_reason_and_marked(office):
    case = a_case("supplemented", office=office)
    (first,) = case.supplements.all()
    with pytest.raises(errors.AskedBefore) as refused:
        ask_again(case, office, first.gaps[0]["what"], repeat_reason=" ")
    assert refused.value.field == "repeat_reason"

    ask_again(case, office, first.gaps[0]["what"], repeat_reason="补来的地址不完整")

    second = case.supplements.order_by("id").last()
    assert (second.repeated, second.repeat_reason) == (second.gaps, "补来的地址不完整")
    assert entries_of(case.pk)[-1].facts["repeated"] == 1
    assert "再次" in timeline(case, office.clerk)[0].text
    assert "再次" not in timeline(case, office.resident)[0].text


def test_something_else_is_asked_for_without_more_ado(office):
    case = a_case("supplemented", office=office)

    ask_again(case, office, "请补充法人身份证明", repeat_reason="不需要的理由")

    second = case.supplements.order_by("id").last()
    assert (second.repeated, second.repeat_reason) == ([], "")


#: state → the last act's notice: its title, and what it must say
PAPERS = {
    "accepted": ("受理通知书", "第三十二条"),
    "supplementing": ("补正材料通知书", "请补充联系地址"),
    "declined": ("不需要取得行政许可告知书", "无需许可"),
    "paused": ("特别程序告知书", "第四十五条"),
}


@pytest.mark.parametrize("state", PAPERS)
def test_each_notice_says_what_the_law_wants_told(office, state):
    case = a_case(state, office=office)

    paper = notice_paper(case, entries_of(case.pk)[-1].seq)

    title, said = PAPERS[state]
    text = "".join([*paper.paragraphs, *paper.points, *paper.closing])
    assert paper.title == title
    assert said in text
    assert case.version.name in text
    assert (paper.addressee, paper.office) == (case.applicant.name, case.organisation.name)
    assert "%(" not in text


def test_what_is_not_ours_says_where_to_go_and_how_to_object(office):
    case = a_case("submitted", office=office)
    facts = {"ground": "not_ours", "reason": "不属于本局职权", "where_to_go": "渝水区市场监管局"}
    do("decline", case, office, AT, **facts)

    paper = notice_paper(case, entries_of(case.pk)[-1].seq)

    assert paper.title == "不予受理决定书"
    assert any("渝水区市场监管局" in text for text in paper.paragraphs)
    assert "行政复议" in paper.closing[0]


def test_an_extension_has_its_notice_too(office):
    case = do("extend", a_case("accepted", office=office), office, AT)

    paper = notice_paper(case, entries_of(case.pk)[-1].seq)

    assert "第四十二条" in "".join(paper.paragraphs)
    assert "案情复杂" in "".join(paper.paragraphs)


def test_other_acts_have_none_and_the_public_query_names_none(office):
    case = a_case("in_review", office=office)
    entries = entries_of(case.pk)

    none = [entry.seq for entry in entries if entry.kind not in NOTICES]
    assert [notice_paper(case, seq) for seq in (*none, 999)] == [None] * (len(none) + 1)
    assert {line.notice for line in public_status(case.number, case.query_code).entries} == {0}
    assert any(line.notice for line in timeline(Case.objects.get(pk=case.pk), office.resident))
