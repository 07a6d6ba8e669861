"""What is done in cases becomes cards: each anomaly made to happen, and made nearly to happen.

By acts of officers, where they let it happen; where the acts refuse it, the fact is written into
the journal as the import of an older system would (`imported`, `an_imported_…`).
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.cases.factories import Office, a_case, a_pdf, an_office, do
from tests.cases.hearings import a_hearing_held
from tests.conftest import AT
from tests.orgs.factories import (
    DeputyshipFactory,
    PostFactory,
    PostingFactory,
    StaffFactory,
    staff_actor,
)
from yimen.cases import actions
from yimen.cases.models import Case, Opinion, Pause, Supplement
from yimen.journal.actions import rebuild_follower, run_follower, write
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM, Actor
from yimen.orgs.models import Staff
from yimen.supervision.actions.rulesets import ship_conduct_rules
from yimen.supervision.followers import JUDGED, watch_conduct
from yimen.supervision.messages.cards import stated
from yimen.supervision.models import Card, Rule
from yimen.supervision.rules.conduct import SPECIAL, measures
from yimen.supervision.rules.records import Deed, Guide, Paper, Record
from yimen.supervision.states import CardState, Level, Watched

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _rules() -> None:
    ship_conduct_rules()


@pytest.fixture
def office() -> Office:
    return an_office()


def judged(case: Case) -> dict[str, int]:
    """The anomalies of a case, each with its highest level."""
    watch_conduct([entry for entry in entries_of(case.pk) if entry.kind in JUDGED])
    return dict(Card.objects.filter(case=case).order_by("level").values_list("code", "level"))


def imported(case: Case, act: str, *, by: Actor = SYSTEM, at: datetime = AT, **facts: Any) -> None:
    """An act of an older system comes in: it was done there, and nothing here refused it."""
    with transaction.atomic():
        write("case", case.pk, f"case.{act}", by=by, at=at, facts=facts)


def acts(case: Case, office: Office, *moves: str, at: datetime = AT, **given: Any) -> Case:
    """One act a day, so that nothing is done at one sitting; `given` is the last one's."""
    for number, move in enumerate(moves):
        more = given if move is moves[-1] else {}
        case = do(move, case, office, at + number * DAY, **more)
    return case


def paused_times(count: int, **given: Any) -> Callable[[Office], Case]:
    def make(office: Office) -> Case:
        case = a_case("accepted", office=office)
        for number in range(count):
            at = AT + number * 2 * DAY
            acts(case, office, "pause", at=at, **given)
            acts(case, office, "resume", at=at + DAY)
        return case

    return make


def an_imported_pause(**facts: Any) -> Callable[[Office], Case]:
    def make(office: Office) -> Case:
        case = a_case("accepted", office=office)
        usual = {"kind": "hearing", "reason": "举行听证", "planned_days": 5}
        imported(case, "paused", by=office.examiner, **{**usual, **facts})
        return case

    return make


def head_of(office: Office) -> Actor:
    """A head with a post that gives the power to extend, as officers have theirs in life."""
    staff = StaffFactory(organisation=office.organisation)
    post = PostFactory(organisation=office.organisation, grants=["case.decide", "case.extend"])
    PostingFactory(staff=staff, post=post)
    return staff_actor("case.decide", "case.extend", staff=staff)


def extended(reason: str = "案情复杂，需要补充调查") -> Callable[[Office], Case]:
    def make(office: Office) -> Case:
        case = a_case("accepted", office=office)
        return acts(case, office, "extend", by=head_of(office), reason=reason)

    return make


def extended_by_a_deputy(office: Office) -> Case:
    holder = Staff.objects.get(pk=head_of(office).staff_id)
    deputy = StaffFactory(organisation=office.organisation)
    DeputyshipFactory(holder=holder, deputy=deputy)
    case = a_case("accepted", office=office)
    imported(case, "extended", by=staff_actor(staff=deputy), days=5, reason="案情复杂")
    return case


def an_imported_extension(**facts: Any) -> Callable[[Office], Case]:
    def make(office: Office) -> Case:
        case = a_case("accepted", office=office)
        usual = {"days": 5, "reason": "案情复杂"}
        imported(case, "extended", by=head_of(office), **{**usual, **facts})
        return case

    return make


def extended_by_the_clerk(office: Office) -> Case:
    case = a_case("accepted", office=office)
    imported(case, "extended", by=office.clerk, days=5, reason="案情复杂")
    return case


def extended_twice(office: Office) -> Case:
    case = extended()(office)
    imported(case, "extended", by=head_of(office), at=AT + DAY, days=5, reason="案情复杂")
    return case


def asked(*notices: Iterable[dict[str, str]]) -> Callable[[Office], Case]:
    """Notices one after the other, each answered with what it asked for."""

    def make(office: Office) -> Case:
        case = a_case("submitted", office=office)
        for number, gaps in enumerate(notices):
            at = AT + number * 2 * DAY
            acts(case, office, "request_supplement", at=at, gaps=list(gaps))
            for gap in gaps:
                if gap["material"]:
                    facts = {"by": office.resident, "at": at}
                    actions.add_material(case.pk, gap["material"], a_pdf(), **facts)
            acts(case, office, "supplement", at=at + DAY)
        return case

    return make


def an_imported_notice(*materials: str) -> Callable[[Office], Case]:
    def make(office: Office) -> Case:
        case = a_case("submitted", office=office)
        gaps = [{"material": key, "what": "请提供清晰的材料"} for key in materials]
        notice = Supplement.objects.create(
            case=case, gaps=gaps, asked_at=AT, answer_by=date(2026, 6, 1)
        )
        facts = {"supplement": str(notice.pk), "materials": list(materials)}
        imported(case, "supplement_requested", by=office.clerk, **facts)
        return case

    return make


def words(what: str) -> dict[str, str]:
    return {"material": "", "what": what}


def paper(key: str) -> dict[str, str]:
    return {"material": key, "what": "材料不清晰，请重新提供"}


def refused(**given: Any) -> Callable[[Office], Case]:
    def make(office: Office) -> Case:
        case = a_case("submitted", office=office)
        return acts(case, office, "accept", "examine", "refuse", **given)

    return make


def an_imported_refusal(office: Office) -> Case:
    case = acts(a_case("submitted", office=office), office, "accept", "examine")
    facts = {"link": "decide", "conclusion": "refused"}
    opinion = Opinion.objects.create(case=case, text="", remedies="", at=AT + 2 * DAY, **facts)
    imported(case, "refused", by=office.head, at=AT + 2 * DAY, opinion=str(opinion.pk))
    return case


def declined(**given: Any) -> Callable[[Office], Case]:
    return lambda office: acts(a_case("submitted", office=office), office, "decline", **given)


def an_imported_declining(**facts: Any) -> Callable[[Office], Case]:
    def make(office: Office) -> Case:
        case = a_case("submitted", office=office)
        imported(case, "declined", by=office.clerk, **facts)
        return case

    return make


def decided_after(gap: timedelta, **item: Any) -> Callable[[Office], Case]:
    def make(_office: Office) -> Case:
        office = an_office(**item)
        case = a_case("in_review", office=office)
        return do("grant", case, office, AT + gap)

    return make


def granted_by(*roles: str) -> Callable[[Office], Case]:
    """One officer has these parts, others the rest."""

    def make(office: Office) -> Case:
        one = staff_actor(
            *("case.accept", "case.examine", "case.decide"), organisation=office.organisation
        )
        case = a_case("submitted", office=office)
        for number, move in enumerate(("accept", "examine", "grant")):
            by = {"by": one} if move in roles else {}
            case = do(move, case, office, AT + number * DAY, **by)
        return case

    return make


def an_imported_result(days_before: int) -> Callable[[Office], Case]:
    def make(office: Office) -> Case:
        case = acts(a_case("submitted", office=office), office, "accept", "examine", "grant")
        day = date(2026, 5, 20) - days_before * DAY
        imported(case, "result_made", by=office.courier, valid_from=day.isoformat())
        return case

    return make


def an_imported_decision(*before: str) -> Callable[[Office], Case]:
    def make(office: Office) -> Case:
        case = acts(a_case("submitted", office=office), office, *before)
        imported(case, "granted", by=office.head, at=AT + 3 * DAY)
        return case

    return make


def an_imported_visit(*inspectors: str) -> Callable[[Office], Case]:
    def make(office: Office) -> Case:
        case = a_case("accepted", office=office)
        opinion = Opinion.objects.create(
            case=case,
            link="visit",
            conclusion="passed",
            text="符合条件",
            facts={"inspectors": list(inspectors), "place": "现场", "day": "2026-05-20"},
            at=AT,
        )
        facts = {"opinion": str(opinion.pk), "link": "visit", "conclusion": "passed"}
        imported(case, "site_visited", by=office.examiner, **facts)
        return case

    return make


def an_imported_hearing(announced_on: str) -> Callable[[Office], Case]:
    def make(office: Office) -> Case:
        case = a_case("accepted", office=office)
        opinion = Opinion.objects.create(
            case=case,
            link="hearing",
            conclusion="passed",
            text="已听取意见",
            facts={"day": "2026-05-20", "announced_on": announced_on},
            at=AT,
        )
        facts = {"opinion": str(opinion.pk), "link": "hearing", "conclusion": "passed"}
        imported(case, "hearing_held", by=office.examiner, **facts)
        return case

    return make


def hearing(late: int = 0) -> Callable[[Office], Case]:
    return lambda office: a_hearing_held(office, at=AT - 20 * DAY, late=late)


Y, R, W = Level.YELLOW, Level.RED, Level.WARNING
BOTH = "可以依法申请行政复议或者提起行政诉讼"


def charged(fee: str, fen: int) -> Callable[[Office], Case]:
    """A charge, at an office whose guide names a licence fee of ¥50 and one by a formula."""

    fees = [
        {"key": "licence", "name": "工本费", "amount_fen": 5000},
        {"key": "by_area", "name": "测绘费", "standard": "按面积计算"},
    ]

    def make(_office: Office) -> Case:
        office = an_office(version__fees=fees)
        case = a_case("accepted", office=office)
        said = {"fee": fee, "name": "服务费", "fen": fen, "receipt": "赣财 001", "at": AT + DAY}
        actions.charge_case(case.pk, **said, by=office.clerk)
        return case

    return make


#: code → what makes it happen, at which level, and what nearly does
HAPPEN: list[tuple[str, int, Callable[[Office], Case], Callable[[Office], Case]]] = [
    ("T6.1", Y, paused_times(3), paused_times(2)),
    ("T6.1", R, paused_times(5), paused_times(2)),
    ("T6.2", Y, an_imported_pause(reason=""), an_imported_pause()),
    ("T6.2", Y, an_imported_pause(planned_days=0), paused_times(1)),
    ("T6.3", R, an_imported_pause(kind="waiting"), an_imported_pause(kind="expert_review")),
    ("T6.4", W, paused_times(2, planned_days=30), paused_times(2, planned_days=29)),
    ("T6.4", Y, paused_times(1, planned_days=120), paused_times(1, planned_days=59)),
    ("T7.1", R, extended_by_the_clerk, extended()),
    ("T7.1", R, extended_by_the_clerk, extended_by_a_deputy),
    ("T7.2", Y, an_imported_extension(reason=" "), extended()),
    ("T7.2", W, extended(reason="复杂。"), extended(reason="案情复杂")),
    ("T7.3", R, an_imported_extension(days=11), an_imported_extension(days=10)),
    ("T7.4", R, extended_twice, extended()),
    ("P1", Y, asked([words("请补充联系地址")], [paper("m1")]), asked([words("请补充联系地址")])),
    ("P1", R, asked(*[[words(f"请补充第{n}项内容")] for n in "一二三"]), asked([paper("m1")])),
    (
        "P3.3",
        W,
        decided_after(timedelta(minutes=10)),
        decided_after(timedelta(minutes=11)),
    ),
    ("P3.3", Y, decided_after(timedelta()), decided_after(timedelta(), version__pace="1")),
    ("P4", R, an_imported_result(1), an_imported_result(0)),
    ("P5.1", R, an_imported_decision("accept"), an_imported_decision("accept", "examine")),
    ("P5.1", R, an_imported_decision(), granted_by()),
    ("P5.2", W, granted_by("accept", "examine", "grant"), granted_by("examine", "grant")),
    ("P5.3", Y, an_imported_visit("甲", " 甲 "), an_imported_visit("甲", "乙")),
    ("P5.4", Y, an_imported_hearing("2026-05-15"), an_imported_hearing("2026-04-20")),
    ("P5.4", Y, hearing(late=1), hearing()),
    ("P6.1", Y, an_imported_refusal, refused()),
    ("P6.1", Y, an_imported_declining(reason="——"), declined()),
    ("P6.1", W, refused(reasons="不行。"), refused(reasons="面积不足")),
    ("P6.1", W, asked([words("补正")]), asked([words("请补充联系地址")])),
    ("P6.2", Y, refused(remedies="请咨询窗口"), refused(remedies=BOTH)),
    ("P6.2", W, refused(remedies="可以申请行政复议"), refused(remedies=BOTH)),
    ("P6.3", Y, asked([paper("m1")], [paper("m2")]), asked([paper("m1")], [paper("m1")])),
    (
        "P6.4",
        Y,
        an_imported_declining(reason="不属于本机关职权", ground="not_ours"),
        declined(reason="不属于本机关职权", ground="not_ours", where_to_go="市自然资源局"),
    ),
    ("P7.1", Y, an_imported_notice("m9"), an_imported_notice("m1", "m2")),
    ("P7.2", W, asked([words("请提供无犯罪记录证明")]), asked([words("请补盖申请书公章")])),
    ("F1", R, charged("", 100), charged("licence", 5000)),
    ("F2", R, charged("licence", 5001), charged("licence", 5000)),
    ("F2", R, charged("licence", 9900), charged("by_area", 10**7)),  # a formula has no standard
]


@pytest.mark.parametrize(
    ("code", "level", "happens"),
    [row[:3] for row in HAPPEN],
    ids=[f"{row[0]}-{row[1]}-{n}" for n, row in enumerate(HAPPEN)],
)
def test_an_anomaly_that_happens_makes_its_card(
    code: str, level: int, happens: Callable[[Office], Case], office: Office
) -> None:
    case = happens(office)
    assert judged(case).get(code) == level
    card = Card.objects.filter(case=case, code=code).latest("level")
    assert card.rule.basis
    assert card.reached_at <= AT + 30 * DAY
    is_at_once = card.rule.is_automatic or level == W
    assert card.state == (CardState.ISSUED if is_at_once else CardState.TO_ISSUE)


@pytest.mark.parametrize(
    ("code", "nearly"),
    [(row[0], row[3]) for row in HAPPEN],
    ids=[f"{row[0]}-{row[1]}-{n}" for n, row in enumerate(HAPPEN)],
)
def test_what_nearly_is_an_anomaly_makes_no_card(
    code: str, nearly: Callable[[Office], Case], office: Office
) -> None:
    assert code not in judged(nearly(office))


def test_every_rule_about_acts_is_made_to_happen_here() -> None:
    acts_rules = Rule.objects.filter(watched=Watched.ACT)
    wanted = {(rule.code, row["level"]) for rule in acts_rules for row in rule.thresholds}
    assert wanted == {(code, level) for code, level, *_ in HAPPEN}


def test_the_procedures_known_here_are_those_a_case_knows() -> None:
    assert set(Pause.Kind.values) == SPECIAL


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sentence_of_each_card_is_whole_and_names_nobody(language: str, office: Office) -> None:
    said: dict[str, str] = {}
    for _code, _level, happens, _nearly in HAPPEN:
        case = happens(office)
        judged(case)
        with translation.override(language):
            for card in Card.objects.filter(case=case).select_related("rule", "organisation"):
                said[f"{card.code} {card.level}"] = stated(card)
                assert case.applicant.name not in str(card.facts)
    assert len(said) >= len({row[:2] for row in HAPPEN})
    for code, sentence in said.items():
        assert not set("…{}[]") & set(sentence), (code, sentence)
        has_chinese = any("一" <= letter <= "鿿" for letter in sentence)
        names_data = code.startswith(("P5.1", "P6.3", "P7.2"))  # names of links and papers
        assert names_data or has_chinese == (language == "zh-hans"), (code, sentence)


def test_acts_judged_one_by_one_and_twice_give_the_same_cards(office: Office) -> None:
    case = paused_times(4)(office)
    what = ("id", "level", "reached_at", "facts")
    assert judged(case) == {"T6.1": Y}
    at_once = Card.objects.values(*what).get()
    assert at_once["reached_at"] == AT + 4 * DAY  # the third time, not the last
    assert judged(case) == {"T6.1": Y}
    Card.objects.all().delete()
    for entry in entries_of(case.pk):
        if entry.kind in JUDGED:
            watch_conduct([entry])
    assert Card.objects.values(*what).get() == at_once


def test_a_card_a_supervisor_withdrew_does_not_come_back(office: Office) -> None:
    case = paused_times(3)(office)
    judged(case)
    Card.objects.update(state=CardState.WITHDRAWN)
    judged(case)
    assert [card.state for card in Card.objects.all()] == [CardState.WITHDRAWN]


def test_a_card_is_against_the_office_that_had_the_case_and_the_officer_who_acted(
    office: Office,
) -> None:
    case = paused_times(3)(office)
    heir = an_office()
    Case.objects.filter(pk=case.pk).update(organisation=heir.organisation)
    judged(case)
    card = Card.objects.get()
    assert card.organisation_id == office.organisation.pk
    assert card.officer == office.examiner.staff_id


def test_an_act_is_measured_by_the_rule_of_its_moment_and_place(office: Office) -> None:
    shipped = Rule.objects.get(code="T6.1")
    Rule.objects.filter(pk=shipped.pk).update(valid_to=AT + 3 * DAY)
    stricter = {"level": 3, "of": "pauses", "unit": "count", "value": 2}
    again = {"code": "T6.1", "watched": Watched.ACT, "thresholds": [stricter]}
    Rule.objects.create(**again, version=2, valid_from=AT + 3 * DAY)
    case = paused_times(2)(office)  # the second two days later, before the new version
    assert judged(case) == {}
    Rule.objects.create(**again, region=office.organisation.region_id[:6], valid_from=AT - DAY)
    assert judged(case) == {"T6.1": R}
    assert judged(paused_times(2)(an_office())) == {}


def test_a_batch_takes_as_many_statements_for_many_cases_as_for_one(office: Office) -> None:
    def statements(count: int) -> int:
        cases = [an_imported_refusal(office) for _ in range(count)]
        entries = [e for case in cases for e in entries_of(case.pk) if e.kind in JUDGED]
        with CaptureQueriesContext(connection) as found:
            watch_conduct(entries)
        return len(found)

    statements(1)  # the version is remembered from now on
    assert statements(6) == statements(1)


@pytest.mark.django_db(transaction=True)
def test_the_follower_rebuilt_gives_the_same_cards(office: Office) -> None:
    cases = [happens(office) for _code, _level, happens, _nearly in HAPPEN[:12]]
    run_follower("supervision.conduct")
    what = ("id", "code", "level", "key", "reached_at", "facts", "organisation", "officer")
    made = list(Card.objects.order_by("id").values(*what))
    assert len(made) > len(cases) / 2
    rebuild_follower("supervision.conduct")
    assert list(Card.objects.order_by("id").values(*what)) == made
    Card.objects.all().delete()  # as after a loss
    rebuild_follower("supervision.conduct")
    assert list(Card.objects.order_by("id").values(*what)) == made


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("请提供社保缴纳证明", ["证明"]),
        ("请补交权属证明", []),
        ("请提供房产证明", []),
        ("证明", []),
        ("请带申请书原件", []),
        ("请提供检测报告和营业执照", ["执照", "报告"]),
    ],
)
def test_a_paper_asked_for_in_words_fits_the_list_or_does_not(text: str, kinds: list[str]) -> None:
    guide = Guide(materials={"m1": "申请书", "m2": "房屋权属证明"})
    deed = Deed(1, "supplement_requested", AT, AT.date(), facts={"supplement": "s"})
    record = Record((deed,), guide, {"s": Paper(asked=(text,))})
    found = next(one for one in measures(record) if one.of == "unlisted_words")
    assert found.facts["words"] == kinds


LINKS = (("accept", "accept", "受理"), ("examine", "examine", "审查"))
CLERK, EXAMINER = UUID(int=1), UUID(int=2)


def a_record(*deeds: tuple[str, UUID | None, dict[str, Any]]) -> Record:
    rows = enumerate(deeds, 1)
    return Record(
        tuple(Deed(n, act, AT, AT.date(), staff, facts) for n, (act, staff, facts) in rows),
        Guide(links=LINKS),
    )


EXAMINED = ("examined", EXAMINER, {"opinion": "o", "link": "examine", "conclusion": "passed"})


@pytest.mark.parametrize(
    ("record", "of", "value"),
    [
        # The law renewed it by silence: nobody skipped anything.
        (a_record(("granted", None, {"silence": True})), "skipped", None),
        # An opinion taken back is none.
        (
            a_record(
                ("accepted", CLERK, {}),
                EXAMINED,
                ("recalled", EXAMINER, {"opinion": "o"}),
                ("granted", EXAMINER, {}),
            ),
            "skipped",
            1,
        ),
        # Decision tables decide at once, and no officer sits there.
        (a_record(("accepted", None, {}), ("granted", None, {})), "sitting", None),
        (a_record(("accepted", None, {}), ("granted", None, {})), "one_person", None),
        # Accepted in law by silence long before anybody noted it.
        (
            a_record(("accepted", CLERK, {"deemed": True}), ("granted", EXAMINER, {})),
            "sitting",
            None,
        ),
        (
            a_record(
                ("deemed_accepted", None, {"accepted_on": "2026-05-11"}), ("granted", CLERK, {})
            ),
            "before_acceptance",
            None,
        ),
    ],
)
def test_what_the_law_or_a_table_does_is_no_conduct(
    record: Record, of: str, value: int | None
) -> None:
    assert next((one.value for one in measures(record) if one.of == of), None) == value
