"""Time passes over real cases: moments are written down, come, and make cards."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.factories import Office, a_case, a_draft, an_office, do
from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, staff_actor
from tests.supervision.passing import Awake, asleep, cards, follow, live, moment, rebuild, whole
from yimen.cases.actions import answer_opinion, ask_opinion
from yimen.cases.actions.consulting import Question
from yimen.cases.models import Consultation, Pause
from yimen.journal.models import Entry
from yimen.journal.queries import view_of
from yimen.kernel.actor import SYSTEM
from yimen.supervision.actions.rulesets import load_time_rules, ship_time_rules
from yimen.supervision.actions.sweeping import sweep
from yimen.supervision.followers import watch_time
from yimen.supervision.models import Card, Deadline, Rule

pytestmark = pytest.mark.django_db
END = moment("2026-07-20")


@pytest.fixture(autouse=True)
def _rules() -> None:
    ship_time_rules()


@pytest.fixture
def office() -> Office:
    return an_office(version__promised_days=5, version__legal_days=10)


def test_a_case_that_runs_late_gets_its_cards_as_they_are_due(office):
    case = a_case("in_review", office=office)
    follow()

    days = [AT + timedelta(days=day) for day in range(20)]
    made = [(day.day, [level for _, level, _ in cards(case)]) for day in days if sweep(at=day)]

    assert made == [(23, [1]), (28, [1, 2]), (4, [1, 2, 3])]
    assert [at for _, _, at in cards(case)] == [
        moment("2026-05-23"),
        moment("2026-05-28"),
        moment("2026-06-04"),
    ]
    assert Deadline.objects.count() == 0
    assert set(Card.objects.values_list("state", flat=True)) == {"issued"}


IN_TIME = "supplements, each answered in time"
LIVES = {
    "the office is silent": [],
    "answered late": [("2026-05-29T09:00", "accept", {})],
    IN_TIME: [
        ("2026-05-25T09:00", "request_supplement", {}),
        ("2026-06-01T09:00", "supplement", {}),
        ("2026-06-03T10:00", "accept", {}),
        ("2026-06-04T10:00", "examine", {}),
        ("2026-06-05T10:00", "grant", {}),
        ("2026-06-09T10:00", "deliver", {}),
    ],
    "decided past the promise, delivered late": [
        ("2026-05-21T09:00", "accept", {}),
        ("2026-05-25T09:00", "examine", {}),
        ("2026-06-01T09:00", "grant", {}),
        ("2026-07-01T09:00", "deliver", {}),
    ],
    "a special procedure that outlasts the days told": [
        ("2026-05-21T09:00", "accept", {}),
        ("2026-05-22T09:30", "pause", {"planned_days": 4}),
        ("2026-06-03T15:00", "resume", {}),
        ("2026-06-05T09:00", "examine", {}),
        ("2026-06-08T09:00", "grant", {}),
    ],
    "extended after the warning, never decided": [
        ("2026-05-21T09:00", "accept", {}),
        ("2026-05-27T09:00", "extend", {"days": 5}),
    ],
    "withdrawn after the warning": [
        ("2026-05-21T09:00", "accept", {}),
        ("2026-05-27T09:00", "withdraw", {}),
    ],
    "returned to an earlier link": [
        ("2026-05-21T09:00", "accept", {}),
        ("2026-05-26T09:00", "examine", {}),
        ("2026-05-27T09:00", "return", {}),
        ("2026-06-02T09:00", "examine", {}),
        ("2026-06-03T09:00", "grant", {}),
    ],
}


@pytest.mark.parametrize("name", LIVES)
@pytest.mark.parametrize("rules", ["standard", "dzjc"])
def test_watched_all_the_time_late_in_pieces_or_anew_the_cards_are_the_same(name, rules):
    Rule.objects.all().delete()
    load_time_rules(rules, "", by=SYSTEM, at=AT)
    told = []
    for watch in (Awake(), asleep):
        office = an_office(version__promised_days=5, version__legal_days=10)
        case = do("file", a_draft(office), office, AT)
        live(case, office, LIVES[name], watch)
        watch(END)
        if watch is asleep:
            follow(case, batch=2)
            sweep(at=END, batch=1)
        told.append(cards(case))
        before = whole(case)
        rebuild()
        sweep(at=END)
        assert whole(case) == before

    on_time, late = told
    assert on_time == late
    assert bool(on_time) == (name != IN_TIME)
    assert not Card.objects.filter(state="withdrawn").exists()


def test_a_special_procedure_moves_what_comes_after_it(office):
    case = do("file", a_draft(office), office, AT)
    live(case, office, LIVES["a special procedure that outlasts the days told"], asleep)
    follow()

    assert cards(case) == [
        ("T6", 1, moment("2026-05-26")),
        ("T6", 2, moment("2026-05-29")),
        ("T2", 1, moment("2026-05-30")),
        ("T6", 3, moment("2026-05-30")),
        ("T2", 2, moment("2026-06-04")),
    ]


def test_what_is_done_in_time_or_given_up_leaves_nothing(office):
    done = a_case("concluded", office=office)
    given_up = a_case("withdrawn", office=office)
    follow()

    assert sweep(at=END) == 0
    assert (cards(done), cards(given_up), Deadline.objects.count()) == ([], [], 0)


def test_a_moment_of_an_older_state_is_not_fired(office):
    case = a_case("in_review", office=office)
    follow()
    do("grant", case, office, AT + timedelta(days=1))

    assert sweep(at=END) == 0  # the follower has not read the decision yet
    follow()
    assert cards(case) == []


def test_what_was_reached_before_the_end_counts_though_nobody_looked(office):
    case = a_case("in_review", office=office)
    follow()
    do("grant", case, office, moment("2026-05-28T10:00"))
    follow()

    assert [row[:2] for row in cards(case)] == [("T2", 1), ("T2", 2)]
    assert set(Card.objects.values_list("officer", flat=True)) == {office.head.staff_id}


def test_an_act_entered_late_takes_back_what_it_makes_untrue(office):
    case = a_case("in_review", office=office)
    follow()
    sweep(at=moment("2026-05-28T12:00"))

    do("grant", case, office, moment("2026-05-27T10:00"))  # signed the day before
    follow()

    states = dict(Card.objects.values_list("level", "state"))
    assert states == {1: "issued", 2: "withdrawn"}
    (entry,) = Entry.objects.filter(kind="card.retracted")
    assert entry.facts["reason"] == "act"


def test_a_special_procedure_nobody_ended_is_watched_past_the_end_of_its_case(office):
    case = a_case("paused", office=office)
    do("terminate", case, office, AT + timedelta(days=1))
    Pause.objects.filter(case=case).update(ended_on=None)  # as an older system hands it over
    follow()
    sweep(at=END)

    assert [row[:2] for row in cards(case)] == [("T6", 1), ("T6", 2), ("T6", 3)]


def test_a_question_to_another_office_is_that_offices_to_answer(office):
    case = a_case("accepted", office=office)
    other = OrganisationFactory()
    ask_opinion(case.pk, Question(other, "意见？", 3), by=office.examiner, at=AT)
    follow()
    sweep(at=moment("2026-05-27T09:00"))

    found = Card.objects.filter(code="T9").order_by("level")
    assert [(one.level, one.organisation, one.officer) for one in found] == [
        (1, other, None),
        (2, other, None),
        (3, other, None),
    ][: len(found)]
    assert found


def test_a_link_is_watched_by_its_own_days():
    links = [
        {"key": "accept", "name": "受理", "grant": "case.accept", "kind": "accept"},
        {"key": "look", "name": "审查", "grant": "case.examine", "kind": "examine", "days": 2},
        {"key": "decide", "name": "决定", "grant": "case.decide", "kind": "decide"},
        {"key": "issue", "name": "送达", "grant": "case.deliver", "kind": "issue"},
    ]
    office = an_office(version__links=links, version__promised_days=9, version__legal_days=20)
    case = a_case("accepted", office=office)
    follow()
    sweep(at=moment("2026-05-25T09:00"))

    assert cards(case) == [("T4", 1, moment("2026-05-22")), ("T4", 2, moment("2026-05-23"))]
    assert Card.objects.first().facts["link"] == "审查"


@pytest.mark.parametrize("kind", ["case", "special", "consult", "complaint"])
@pytest.mark.parametrize("is_late", [False, True])
def test_the_worked_examples_of_the_field_hold_over_real_cases(vectors, kind, is_late):
    Rule.objects.all().delete()
    load_time_rules("dzjc", "", since=moment("2018-01-01"), by=SYSTEM, at=AT)
    rows = [row for row in vectors["supervision_levels"]["cases"] if row["kind"] == kind]
    assert rows
    for row in rows:
        start, finish = moment(row["start"]), moment(row["finish"])
        days = row["promise_days"]
        limits = (days, row["legal_days"]) if kind == "case" else (200, 300)
        office = an_office(version__promised_days=limits[0], version__legal_days=limits[1])
        case = a_case("accepted", office=office, at=start)
        other = OrganisationFactory()
        if kind == "special":
            do("pause", case, office, start, planned_days=days)
        elif kind != "case":
            ask_opinion(case.pk, Question(other, "意见？", days), by=office.examiner, at=start)
        if not is_late:
            follow()
            sweep(at=finish)
        if kind == "special":
            do("resume", case, office, finish)
        elif kind == "case":
            do("examine", case, office, finish)
            do("grant", case, office, finish)
        else:
            asked = Consultation.objects.get(case=case)
            by = staff_actor("case.examine", organisation=other)
            answer_opinion(asked.pk, opinion="agreed", text="同意", by=by, at=finish)
        follow()

        code = {"case": "T2", "special": "T6"}.get(kind, "T9")
        levels = [level for found, level, _ in cards(case) if found == code]
        assert (row["finish"], max(levels, default=0)) == (row["finish"], row["level"])


def test_many_cases_take_as_many_statements_as_one(office):
    few = [a_case("in_review", office=office)]
    many = [a_case(state, office=office) for state in ("submitted", "paused", "granted") * 3]
    many += few
    follow()

    counts = []
    for group in (many[:3] + few, many):
        entries = list(Entry.objects.filter(subject__in=[case.pk for case in group]))
        with CaptureQueriesContext(connection) as found:
            watch_time(entries)
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_of_many_acts_on_a_case_only_the_newest_has_it_read(office):
    case = a_case("in_review", office=office)
    *earlier, newest = map(view_of, Entry.objects.filter(subject=case.pk).order_by("seq"))

    with CaptureQueriesContext(connection) as found:
        for entry in earlier:
            watch_time([entry])
    assert len(found) == len(earlier) > 0
    assert not Deadline.objects.exists()

    watch_time([newest])
    assert Deadline.objects.count() == 3


def test_a_sweep_reads_only_what_is_due(office):
    for _ in range(3):
        a_case("in_review", office=office)
    follow()
    assert Deadline.objects.count() == 9

    assert sweep(at=AT) == 0
    with CaptureQueriesContext(connection) as found:
        sweep(at=moment("2026-05-23T01:00"))
    assert Deadline.objects.count() == 6
    assert len(found) < 25


@pytest.mark.parametrize("set_name", ["standard", "dzjc", "yulin", "reminder"])
def test_the_nearest_set_is_the_one_that_holds(office, set_name):
    region = office.organisation.region_id
    made = load_time_rules(set_name, region[:4], since=AT, by=SYSTEM, at=AT)
    again = load_time_rules(set_name, region[:4], since=AT, by=SYSTEM, at=AT)
    case = a_case("in_review", office=office)
    follow()
    sweep(at=END)

    used = set(Card.objects.filter(case=case, code="T2").values_list("rule__region", flat=True))
    assert used == {region[:4]}
    assert (made.new, again.new, again.same) == (again.same, 0, made.new)


def test_a_set_that_changed_follows_the_last_version(office):
    load_time_rules("yulin", "3605", since=AT, by=SYSTEM, at=AT)
    load_time_rules("reminder", "3605", since=AT + timedelta(days=1), by=SYSTEM, at=AT)

    first, second = Rule.objects.filter(code="T2", region="3605").order_by("version")
    assert first.valid_to == second.valid_from == AT + timedelta(days=1)
    assert second.version == 2
