"""Logs of older systems: taken over whole or not at all, once, and measured exactly."""

import gzip
import re
import resource
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.urls import reverse

from tests.conftest import AT, SHARED
from tests.desk.editing import officer
from tests.figures.factories import HEADING, MAPPING, ROWS, a_log, csv_file, take
from tests.orgs.factories import OrganisationFactory
from yimen.config.cli import cli
from yimen.figures.errors import LogRefused
from yimen.figures.messages.logs import sentence, trouble
from yimen.figures.models import Log, LogCase, LogEvent
from yimen.figures.queries.logs import levels_of
from yimen.figures.rules.logs.events import read_event
from yimen.figures.rules.logs.mapping import CASE, EVENT, KNOWN, BadMapping, read_mapping
from yimen.figures.rules.logs.measures import Span, reached, used_days
from yimen.figures.rules.logs.reading import BadLog, opened, read_rows
from yimen.journal.models import Entry
from yimen.kernel.workdays import WorkCalendar
from yimen.supervision.models import Rule
from yimen.supervision.rules.levels import plain_run, thresholds_of
from yimen.supervision.rules.levels import used_days as used_as_supervision_counts

DOCS = Path(__file__).resolve().parents[2] / "docs/apps/figures.md"
XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <string key="concept:name" value="the log itself"/>
  <trace>
    <string key="concept:name" value="A"/>
    <date key="enddate" value="2026-03-06T09:00:00+08:00"/>
    <date key="deadline" value="2026-03-05T09:00:00+08:00"/>
    <event>
      <string key="concept:name" value="accept"><string key="nested" value="no"/></string>
      <string key="org:resource" value="R1"/>
      <date key="time:timestamp" value="2026-03-02T09:00:00.000+08:00"/>
      <string key="lifecycle:transition" value="complete"/>
    </event>
    <event>
      <string key="concept:name" value="decide"/>
      <date key="time:timestamp" value="2026-03-06T01:00:00Z"/>
    </event>
  </trace>
</log>
"""
OF_XES = '[case]\nend = "enddate"\ndeadline = "deadline"\n'
DAYS = pytest.approx


def rows_of(tmp_path, text, mapping=OF_XES, suffix="xes"):
    """The rows that are read from a file."""
    file = tmp_path / f"log.{suffix}"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with opened(file) as stream:
        return list(read_rows(stream, read_mapping(mapping, suffix=suffix)))


@pytest.mark.django_db
def test_the_report_is_what_one_counts_by_hand():
    log = a_log()
    told = log.report

    assert (log.case_count, log.event_count) == (4, 10)
    sums = ("cases", "odd", "ended", "open", "open_late", "without_deadline", "on_time", "late")
    assert [told[name] for name in sums] == [4, 0, 2, 2, 1, 1, 1, 1]
    assert told["late_median"] == DAYS(3.0)
    assert told["late_max"] == DAYS(3.0)
    assert told["late_steps"] == [0, 0, 1, 0, 0, 0, 0]
    assert told["median_days"] == DAYS((4 + 9.125) / 2)
    assert told["channels"] == [["窗口", 2, 1], ["网上", 1, 0]]
    review = next(row for row in told["activities"] if row["activity"] == "审查")
    assert review["count"] == 2
    assert review["waiting"] == [DAYS(1.5), DAYS(1.5), DAYS(2.0)]  # two days, one day
    assert review["working"] == [DAYS(2.0), DAYS(2.0), DAYS(3.0)]  # one day, three days
    decision = next(row for row in told["activities"] if row["activity"] == "决定")
    assert decision["waiting"] == [DAYS(3.0625), DAYS(3.0625), DAYS(5.125)]
    assert decision["working"] == [None, None, None]


@pytest.mark.django_db
def test_old_cases_are_measured_by_todays_rules_and_make_no_cards(django_assert_num_queries):
    steps = [(1, -2), (2, 1)]
    rule = Rule.objects.create(
        code="T2",
        name="超承诺时限",
        watched="case",
        thresholds=[
            *({"level": n, "of": "promise", "unit": "days", "value": v} for n, v in steps),
            {"level": 3, "of": "legal", "unit": "days", "value": 1},
        ],
        valid_from=AT - timedelta(days=1),
    )
    log = a_log()

    with django_assert_num_queries(1):
        found = [one for one in levels_of(log, at=AT) if one.rule == rule]

    # A used 4 of 5 days: warned; B 7 of 4 and C 6 of 4: both; D has no deadline
    assert [(one.warning, one.yellow, one.red) for one in found] == [(3, 2, None)]


def test_used_days_are_those_of_supervision():
    calendar = WorkCalendar(holidays={date(2026, 3, 11): "a holiday"})
    start = date(2026, 3, 4)
    run = plain_run(datetime(2026, 3, 4, 1, tzinfo=UTC), 5, calendar)

    for after in range(20):
        day = start + timedelta(days=after)
        at = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
        assert used_days(start, day, calendar) == used_as_supervision_counts(
            run, "day", calendar, at
        )


def test_a_part_of_the_promise_is_rounded_up():
    nine_tenths = thresholds_of([{"level": 2, "of": "promise", "unit": "percent", "value": 90}])

    assert not reached(Span(4, 5, None), nine_tenths)
    assert reached(Span(5, 5, None), nine_tenths) == {2}
    assert not reached(Span(50, None, None), nine_tenths)


@pytest.mark.django_db
def test_bad_rows_are_named_and_nothing_is_kept(tmp_path):
    bad = (
        ROWS[0],
        "A,,2026-03-04 09:00,乙,,,,,",
        "A,审查,yesterday,乙,,,,2026-02-30,",
        "A,审查",
        f"A,{'长' * 201},1066-10-14,乙,,,,,",
        "B,受理,2026-03-03 09:00,甲,,,,,",
    )

    with pytest.raises(LogRefused) as refused:
        take(csv_file(tmp_path, bad))

    told = [(p.line, p.column, p.code) for p in refused.value.problems]
    assert told == [
        (3, "环节", "missing"),
        (4, "时间", "time"),
        (4, "期限", "time"),
        (5, "", "cells"),
        (6, "环节", "long"),
        (6, "时间", "year"),
    ]
    assert not Log.objects.exists()
    assert not LogCase.objects.exists()
    assert not LogEvent.objects.exists()


@pytest.mark.django_db
def test_a_case_that_says_two_things_of_itself_is_refused(tmp_path):
    other = ROWS[2].replace("2026-03-09", "2026-03-10")

    with pytest.raises(LogRefused) as refused:
        take(csv_file(tmp_path, (*ROWS[:2], other)))

    assert [(p.line, p.column, p.code) for p in refused.value.problems] == [(4, "期限", "conflict")]


@pytest.mark.django_db
def test_only_so_many_bad_rows_are_named_and_all_are_counted(tmp_path):
    with pytest.raises(LogRefused) as refused:
        take(csv_file(tmp_path, ("A,受理,never,,,,,,",) * 300))

    assert len(refused.value.problems) == 50
    assert refused.value.facts["count"] == 300


@pytest.mark.django_db
def test_the_same_file_is_taken_once_and_read_otherwise_it_is_another(tmp_path):
    file = csv_file(tmp_path)
    first, was_new = take(file)
    entries = Entry.objects.count()

    again, is_new = take(file)

    assert (was_new, is_new, again) == (True, False, first)
    assert (LogEvent.objects.count(), Entry.objects.count()) == (10, entries)
    assert take(file, MAPPING.replace('channel = "渠道"', ""))[1]


@pytest.mark.django_db
def test_a_packed_file_is_read_and_a_damaged_one_refused(tmp_path):
    packed = tmp_path / "log.csv.gz"
    packed.write_bytes(gzip.compress(csv_file(tmp_path).read_bytes()))

    assert take(packed)[0].event_count == 10

    packed.write_bytes(packed.read_bytes()[:-9])
    with pytest.raises(BadLog) as refused:
        take(packed)
    assert refused.value.code == "packed"


@pytest.mark.django_db
def test_an_activity_may_end_a_case_that_has_no_end_of_its_own(tmp_path):
    mapping = 'ends_with = ["决定"]\n' + MAPPING.replace('end = "结束"\n', "")

    log, _ = take(csv_file(tmp_path), mapping)

    assert log.report["ended"] == 2
    assert log.cases.get(key="B").ended_at == datetime(2026, 3, 12, 4, tzinfo=UTC)


@pytest.mark.django_db
def test_an_xes_log_is_taken_over(tmp_path):
    file = tmp_path / "log.xes"
    file.write_text(XES)

    log, _ = take(file, OF_XES, "xes")

    assert log.report["late"] == 1
    assert log.report["late_median"] == DAYS(1.0)
    case = log.cases.get()
    assert (case.key, case.started_at) == ("A", datetime(2026, 3, 2, 1, tzinfo=UTC))
    done = list(case.events.order_by("at").values_list("activity", "resource", "lifecycle"))
    assert done == [("accept", "R1", "complete"), ("decide", "", "")]


BOMB = """<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<log><trace><string key="concept:name" value="&b;"/></trace></log>"""
OUTSIDE = """<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<log><trace><string key="concept:name" value="x"/>&x;</trace></log>"""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "entities"),
        (OUTSIDE, "entities"),
        ("<log>" + "<list>" * 60 + "</list>" * 60 + "</log>", "deep"),
        ("<html/>", "no_log"),
        (XES[:-20], "xml"),
        ("", "xml"),
    ],
)
def test_an_xes_file_that_asks_for_trouble_is_not_opened(tmp_path, text, code):
    with pytest.raises(BadLog) as refused:
        rows_of(tmp_path, text)

    assert refused.value.code == code
    assert trouble(refused.value)


def test_a_file_that_grows_without_end_is_refused(tmp_path):
    file = tmp_path / "log.csv.gz"
    file.write_bytes(gzip.compress(b"x" * 5_000_000))

    with pytest.raises(BadLog) as refused, opened(file, most=1_000_000) as stream:
        list(read_rows(stream, read_mapping(MAPPING, suffix="csv")))

    assert refused.value.code == "large"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "empty"),
        ("办件,环节\n".encode(), "column"),
        (f"{HEADING},办件\n".encode(), "columns"),
        (f"{HEADING}\n".encode() + b"\xff\xfe\xfa\n", "encoding"),
        (f'{HEADING}\n"A'.encode(), "csv"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(tmp_path, text, code):
    with pytest.raises(BadLog) as refused:
        rows_of(tmp_path, text, MAPPING, "csv")

    assert refused.value.code == code
    assert trouble(refused.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a = [", "toml"),
        ('colour = "red"\n' + MAPPING, "unknown"),
        (MAPPING + 'mood = "x"\n', "unknown"),
        ('format = "xls"\n' + MAPPING, "format"),
        (MAPPING.replace('case = "办件"\n', ""), "needed"),
        (MAPPING.replace('end = "结束"\n', ""), "no_end"),
        (MAPPING.replace('"结束"', "7"), "text"),
        ('zone = "Moon/Base"\n' + MAPPING, "zone"),
        ('encoding = "runes"\n' + MAPPING, "encoding"),
        ('delimiter = ";;"\n' + MAPPING, "delimiter"),
    ],
)
def test_a_mapping_that_cannot_be_followed_is_refused(text, code):
    with pytest.raises(BadMapping) as refused:
        read_mapping(text, suffix="csv")

    assert refused.value.code == code
    assert trouble(refused.value)


@pytest.mark.parametrize(
    ("written", "form", "moment"),
    [
        ("2026-03-02 09:00", "", datetime(2026, 3, 2, 1, tzinfo=UTC)),
        ("2026-03-02T09:00:00.5+01:00", "", datetime(2026, 3, 2, 8, 0, 0, 500_000, tzinfo=UTC)),
        ("02.03.2026 09.00", "%d.%m.%Y %H.%M", datetime(2026, 3, 2, 1, tzinfo=UTC)),
        ("2026-03-02", "", datetime(2026, 3, 1, 16, tzinfo=UTC)),
    ],
)
def test_moments_are_read_as_the_mapping_says(written, form, moment):
    told = f'time_format = "{form}"\n' if form else ""
    mapping = read_mapping(told + MAPPING, suffix="csv")

    event, _ = read_event(2, {"case": "A", "activity": "受理", "time": written}, mapping)

    assert event.at == moment


def test_a_day_named_as_a_limit_lasts_until_its_end():
    mapping = read_mapping(MAPPING, suffix="csv")
    cells = {"case": "A", "activity": "受理", "time": "2026-03-02", "deadline": "2026-03-09"}

    event, _ = read_event(2, cells, mapping)

    assert event.deadline == datetime(2026, 3, 9, 15, 59, 59, 999_999, tzinfo=UTC)


def test_reading_holds_nothing_but_the_row(tmp_path):
    trace = XES[XES.index("  <trace>") : XES.index("</log>")]
    begin = XES[: XES.index("  <trace>")]
    file = tmp_path / "log.xes"
    file.write_text(begin + trace * 20_000 + "</log>")  # 16 MB of XML, 40,000 events
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with opened(file) as stream:
        count = sum(1 for _ in read_rows(stream, read_mapping(OF_XES, suffix="xes")))

    assert count == 40_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000  # kB


@pytest.mark.django_db
def test_the_command_reports_and_names_what_is_wrong(tmp_path):
    mapping = tmp_path / "map.toml"
    mapping.write_text(MAPPING, encoding="utf-8")

    def run(file):
        return CliRunner().invoke(cli, ["figures", "import-log", str(file), "--mapping", mapping])

    bad = run(csv_file(tmp_path, (*ROWS, "E,受理,never,,,,,,"), "bad.csv"))
    good = run(csv_file(tmp_path))
    again = run(csv_file(tmp_path))

    assert bad.exit_code == 1
    assert "line 12, 时间: is no moment in the form told (never)" in bad.output
    assert good.exit_code == 0
    assert "2 ended: 1 on time, 1 late" in good.output
    assert "Days late: median 3.00, most 3.00" in good.output
    assert "Taken over already" in again.output


@pytest.mark.django_db
def test_a_supervisor_reads_logs_and_their_reports(client):
    log = a_log()
    officer(client, OrganisationFactory(), "case.supervise")

    listed = client.get(reverse("desk:log_list"))
    report = client.get(reverse("desk:log_report", args=[log.pk]))

    assert "旧审批系统" in listed.content.decode()
    page = report.content.decode()
    assert "审查" in page
    assert "50.0 %" in page
    assert all(officer not in page for officer in ("甲", "乙"))


def test_a_real_log_of_building_permits_is_taken_over(shared_data, tmp_path, db):
    found = sorted(p for p in SHARED.rglob("*.xes*") if p.is_file())
    if not found:
        pytest.skip(f"no event log below {shared_data}")

    log, _ = take(found[0], 'ends_with = ["end"]\n', "xes")

    assert log.event_count > 0
    assert log.report["cases"] == log.case_count


def test_the_docs_say_every_key_of_a_mapping_and_their_example_is_read():
    page = DOCS.read_text()
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    told = page[page.index("| key |") :]

    assert example and read_mapping(example[1], suffix="csv").encoding == "gb18030"
    named = set(
        re.findall(r"`([\w.]+)`", "".join(re.findall(r"^\| (`.*?) \|", told, re.MULTILINE)))
    )
    keys = {f"event.{one}" for one in EVENT} | {f"case.{one}" for one in CASE}
    assert named == (KNOWN - {"event", "case"}) | keys


def test_every_fault_of_a_row_has_its_words():
    from yimen.figures.messages.logs import ROW
    from yimen.figures.rules.logs.events import Problem

    for code in ROW:
        assert sentence(Problem(1, "x", code))
