"""The clock: tables of dates, no database."""

from datetime import date

import pytest

from tests.cases.calendars import PLAIN, SPRING, of_vectors
from yimen.cases.rules.clock import (
    Asked,
    Clock,
    Extension,
    Facts,
    Limit,
    Limits,
    LinkRun,
    Stop,
    compute,
)

LICENCE = Limits(
    legal=Limit(20, article="licensing_law.42"),
    promised=Limit(7, article="business_environment.36"),
)
TWENTY = Limits(legal=Limit(20))


def day(text: str) -> date:
    """2026-05-20 from "05-20"; whole dates as they are."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def accepted(on: str, **facts: object) -> Facts:
    return Facts(filed=day(on), completed=day(on), accepted=day(on), **facts)


def stop(started: str, planned: int, ended: str = "") -> Stop:
    return Stop("hearing", day(started), planned, day(ended) if ended else None)


# The statutory scenarios of the domain page


def scenario(vectors: dict, name: str) -> dict:
    return next(row for row in vectors["statutory_scenarios"] if row["id"] == name)


def test_silence_accepts_as_from_receipt(vectors):
    row = scenario(vectors, "art32_deemed_acceptance")
    received = day(row["submitted"])
    calendar = of_vectors(vectors)
    waiting = compute(Facts(filed=received, completed=received), TWENTY, calendar, received)

    assert waiting.acceptance.due == day(row["one_time_notice_deadline"])

    silent = Facts(filed=received, completed=received, accepted=received, is_deemed=True)
    clock = compute(silent, TWENTY, calendar, day("2025-10-14"))
    assert clock.acceptance.is_over
    assert clock.legal.starts == received
    assert clock.legal.due == day(row["decision_due_20"])

    longer = accepted("2025-09-29", extension=Extension(10, day("2025-10-20")))
    extended = compute(longer, TWENTY, calendar, day("2025-10-20"))
    assert extended.legal.due == day(row["decision_due_with_extension_10"])


def test_twenty_days_and_ten_more(vectors):
    row = scenario(vectors, "normal_20_plus_10")
    calendar = of_vectors(vectors)
    due = day(row["decision_due"])

    assert compute(accepted(row["accepted"]), TWENTY, calendar, due).legal.due == due

    facts = accepted(row["accepted"], extension=Extension(10, due))
    assert compute(facts, TWENTY, calendar, due).legal.due == day(row["extended_due"])

    decided = accepted(row["accepted"], decided=due)
    delivery = compute(decided, TWENTY, calendar, due).delivery
    assert delivery.due == day(row["delivery_due_if_decided_on_due"])


def test_joint_approval_has_forty_five_and_fifteen(vectors):
    row = scenario(vectors, "joint_45_plus_15")
    limits = Limits(legal=Limit(45))
    calendar = of_vectors(vectors)
    start = day(row["accepted"])

    assert compute(accepted(row["accepted"]), limits, calendar, start).legal.due == day(
        row["decision_due"]
    )
    facts = accepted(row["accepted"], extension=Extension(15, start))
    assert compute(facts, limits, calendar, start).legal.due == day(row["extended_due"])


def test_a_special_procedure_does_not_count(vectors):
    row = scenario(vectors, "special_procedure_excluded")
    calendar = of_vectors(vectors)
    end = day(row["special_end"])
    pause = Stop("testing", day(row["special_start"]), 20, end)

    clock = compute(accepted(row["accepted"], pauses=(pause,)), TWENTY, calendar, end)

    assert compute(accepted(row["accepted"]), TWENTY, calendar, end).legal.due == day(
        row["due_without"]
    )
    assert clock.legal.due == day(row["due_with"])
    assert clock.pauses[0].left_out_days == row["excluded_workdays"]


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("2025-06-16", 0, "working_days", "2025-06-16"),  # 即办: the same day
        ("04-30", 1, "working_days", "05-06"),  # over the holiday
        ("04-30", 4, "working_days", "05-09"),  # a make-up Saturday works
        ("05-20", 10, "natural_days", "06-01"),  # a Saturday rolls to Monday (203)
        ("04-24", 7, "natural_days", "05-06"),  # 1 May rolls over the holiday
        ("05-20", 5, "natural_days", "05-25"),
        ("01-31", 1, "months", "03-02"),  # 28 February is a Saturday
        ("11-30", 3, "months", "2027-03-01"),  # 28 February 2027 is a Sunday
    ],
)
def test_units_roll_as_the_civil_code_says(start, amount, unit, due):
    limits = Limits(legal=Limit(amount, unit))

    clock = compute(accepted(start), limits, SPRING, day(start))

    assert clock.legal.due == day(due)


def test_a_day_at_a_time_it_counts_to_the_last_day_and_beyond():
    limits = Limits(legal=Limit(3))
    read = [
        (today, figure.days_used, figure.days_left, figure.days_over, figure.is_over)
        for today in ("05-20", "05-21", "05-23", "05-25", "05-26", "05-27")
        for figure in [compute(accepted("05-20"), limits, PLAIN, day(today)).legal]
    ]

    assert read == [
        ("05-20", 0, 3, 0, False),
        ("05-21", 1, 2, 0, False),
        ("05-23", 2, 1, 0, False),  # Saturday: nothing more is used
        ("05-25", 3, 0, 0, False),  # due today
        ("05-26", 4, 0, 1, True),
        ("05-27", 5, 0, 2, True),
    ]


def test_a_figure_names_every_day_left_out_and_why():
    limits = Limits(legal=Limit(5))
    facts = accepted("04-29", pauses=(stop("05-06", 1, "05-07"),))

    figure = compute(facts, limits, SPRING, day("05-09")).legal

    assert figure.due == day("05-11")
    assert figure.counted == tuple(day(d) for d in ("04-30", "05-06", "05-08", "05-09", "05-11"))
    assert figure.left_out_counts == (
        ("holiday", "劳动节", 5),
        ("pause", "hearing", 1),
        ("weekend", "", 1),
    )


@pytest.mark.parametrize(
    ("pause", "today", "due", "left"),
    [
        (stop("05-20", 5, "05-22"), "06-30", "05-29", 0),  # two days taken: two left out
        (stop("05-20", 2, "05-29"), "06-30", "05-29", 0),  # seven taken, two told: two left out
        (stop("05-20", 3), "05-21", "06-01", 5),  # open: the clock stands still
        (stop("05-20", 3), "05-25", "06-01", 5),
        (stop("05-20", 3), "05-26", "06-01", 4),  # told days are over: it runs again
        (stop("05-20", 3, "05-20"), "05-21", "05-27", 4),  # ended the same day: nothing left out
    ],
)
def test_a_pause_lengthens_by_what_it_took_and_never_by_more_than_was_told(pause, today, due, left):
    facts = accepted("05-20", pauses=(pause,))

    clock = compute(facts, Limits(legal=Limit(5)), PLAIN, day(today))

    assert (clock.legal.due, clock.legal.days_left) == (day(due), left)


def test_the_example_of_the_docs_is_true():
    facts = accepted("04-28", pauses=(stop("05-11", 5, "05-14"),))

    figure = compute(facts, TWENTY, SPRING, day("05-20")).legal

    assert compute(accepted("04-28"), TWENTY, SPRING, day("05-20")).legal.due == day("05-28")
    assert figure.due == day("06-02")
    assert [figure.counted.index(day(d)) + 1 for d in ("04-30", "05-09", "05-15", "06-02")] == [
        2,
        6,
        8,
        20,
    ]


def test_a_pause_longer_than_told_is_reported():
    clock = compute(
        accepted("05-20", pauses=(stop("05-20", 2, "05-29"),)), TWENTY, PLAIN, day("06-01")
    )

    assert clock.pause_over
    assert (clock.pauses[0].actual_days, clock.pauses[0].over_days) == (7, 5)


def test_a_pause_after_the_limit_ran_out_saves_nothing():
    limits = Limits(legal=Limit(2))
    facts = accepted("05-20", pauses=(stop("05-25", 3, "05-28"),))

    figure = compute(facts, limits, PLAIN, day("05-29")).legal

    assert figure.due == day("05-22")
    assert (figure.is_over, figure.days_over) == (True, 2)  # the 25th and the 29th


def test_an_extension_lengthens_no_limit_that_had_already_run_out():
    facts = accepted("05-20", extension=Extension(10, day("06-03")))

    clock = compute(facts, LICENCE, PLAIN, day("06-03"))

    assert (clock.promised.due, clock.promised.extension_days) == (day("05-29"), 0)
    assert (clock.legal.due, clock.legal.extension_days) == (day("07-01"), 10)


def test_days_of_a_supplement_lie_before_acceptance_and_the_five_days_start_again():
    asked = Asked(day("05-22"), day("06-05"))
    waiting = Facts(filed=day("05-20"), completed=day("05-20"), supplements=(asked,))
    clock = compute(waiting, TWENTY, PLAIN, day("06-02"))

    assert (clock.current.name, clock.current.due) == ("supplement", day("06-05"))
    assert clock.acceptance.ends == day("05-22")
    assert clock.legal is None

    answered = Asked(day("05-22"), day("06-05"), day("06-03"))
    back = Facts(filed=day("05-20"), completed=day("06-03"), supplements=(answered,))
    clock = compute(back, TWENTY, PLAIN, day("06-03"))

    assert (clock.current.name, clock.current.due) == ("acceptance", day("06-10"))


def test_an_answer_due_on_a_day_off_is_due_on_the_next_working_day():
    asked = Asked(day("05-20"), day("05-23"))
    facts = Facts(filed=day("05-20"), completed=day("05-20"), supplements=(asked,))

    assert compute(facts, TWENTY, PLAIN, day("05-25")).current.is_over is False
    assert compute(facts, TWENTY, PLAIN, day("05-26")).current.is_over is True


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        (Facts(), None),
        (Facts(filed=day("05-20"), completed=day("05-20")), "acceptance"),
        (accepted("05-20"), "promised"),
        (accepted("05-20", decided=day("05-22")), "delivery"),
        (accepted("05-20", decided=day("05-22"), delivered=day("05-25")), None),
        (accepted("05-20", ended=day("05-22")), None),
    ],
)
def test_one_figure_matters_now(facts, name):
    current = compute(facts, LICENCE, PLAIN, day("05-26")).current

    assert (current and current.name) == name


def test_the_earlier_of_promise_and_law_matters_before_a_decision():
    longer = Limits(legal=Limit(5), promised=Limit(9, "natural_days"))

    assert compute(accepted("05-20"), longer, PLAIN, day("05-20")).current.name == "legal"


def test_an_instant_item_is_decided_on_the_day_of_acceptance():
    limits = Limits(legal=Limit(20), promised=Limit(1), is_instant=True)
    facts = accepted("05-20")

    assert compute(facts, limits, PLAIN, day("05-20")).promised.due == day("05-20")
    assert compute(facts, limits, PLAIN, day("05-21")).promised.is_over


@pytest.mark.parametrize(
    ("today", "is_near"), [("05-26", False), ("05-27", True), ("05-29", True), ("06-01", False)]
)
def test_two_days_or_fewer_left_are_near(today, is_near):
    clock: Clock = compute(accepted("05-20"), LICENCE, PLAIN, day(today))

    assert clock.is_near is is_near


def test_a_decision_stops_the_clock_for_good():
    facts = accepted("05-20", decided=day("05-22"))

    figure = compute(facts, LICENCE, PLAIN, day("12-31")).legal

    assert (figure.days_used, figure.days_left, figure.is_over) == (2, 18, False)


def test_a_due_day_in_a_year_without_calendar_is_provisional():
    assert compute(accepted("12-20"), TWENTY, SPRING, day("12-20")).legal.provisional
    assert not compute(accepted("05-20"), TWENTY, SPRING, day("05-20")).legal.provisional


def test_a_link_with_days_of_its_own_has_its_own_figure():
    runs = (
        LinkRun("examine", 3, day("05-20"), day("05-22")),
        LinkRun("examine", 3, day("05-26")),  # came back
    )
    facts = accepted("05-20", links=runs, pauses=(stop("05-26", 2, "05-27"),))

    figures = compute(facts, Limits(), PLAIN, day("05-28")).links

    assert [(f.name, f.due, f.is_running) for f in figures] == [
        ("examine", day("05-25"), False),
        ("examine", day("06-01"), True),
    ]
