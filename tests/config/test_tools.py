"""The small tools: the first line is the bare answer, the rest explains."""

import pytest
from click.testing import CliRunner

from yimen.config.cli import cli


def run(*arguments: str):
    """One call of the `yimen` command."""
    return CliRunner().invoke(cli, arguments)


@pytest.mark.parametrize(
    ("kind", "value", "lines"),
    [
        ("region", "360500000000", ["level: 2", "prefix: 3605"]),
        ("resident-id", "110101190001010014", ["birth: 1900-01-01", "is_male: True"]),
    ],
)
def test_a_good_code_is_described_line_by_line(kind, value, lines):
    result = run("code", "check", kind, value)

    assert result.exit_code == 0
    assert set(lines) <= set(result.output.splitlines())


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("resident-id", "110101190001010015"),
        ("uscc", "91350100M000100Y44"),
        ("org", "D2143569-Y"),
        ("item", "12"),
        ("licence", "1.2.156"),
        ("project", "2026-1"),
        ("case-number", "x"),
        ("region", "12345"),
    ],
)
def test_a_bad_code_exits_with_the_reason(kind, value):
    result = run("code", "check", kind, value)

    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert len(result.output) > 20


def test_credit_codes_are_told_apart_as_the_vectors_say(vectors):
    for case in vectors["uscc"]["cases"]:
        result = run("code", "check", "uscc", case["value"])
        assert (result.exit_code == 0) is case["valid"], case


@pytest.mark.django_db
def test_working_days_are_counted_as_the_vectors_say(vectors):
    for case in vectors["workday_cases"]["add"]:
        result = run("workdays", "add", case["start"], str(case["add_workdays"]))
        assert result.output.splitlines()[0] == case["due"], case


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("add", "2026-09-28", "5"), "2026-10-10"),
        (("add", "2026-09-28", "-5"), "2026-09-20"),
        (("add", "2026-05-20", "0"), "2026-05-20"),
        (("count", "2026-02-10", "2026-02-28"), "10"),
        (("count", "2026-05-23", "2026-05-24"), "0"),
    ],
)
def test_the_first_line_is_the_bare_answer(arguments, answer):
    result = run("workdays", *arguments)

    assert result.exit_code == 0
    assert result.output.splitlines()[0] == answer


@pytest.mark.django_db
def test_the_days_left_out_are_named():
    lines = run("workdays", "add", "2026-09-28", "5").output.splitlines()

    assert "left out: 2026-10-01 Thu 国庆节" in lines
    assert "worked: 2026-10-10 Sat makes up for 国庆节" in lines


@pytest.mark.django_db
def test_a_year_without_a_notice_is_called_provisional():
    assert "provisional" in run("workdays", "add", "2031-01-01", "5").output
    assert "provisional" not in run("workdays", "add", "2026-05-20", "5").output


@pytest.mark.parametrize(
    "arguments",
    [("add", "20.5.2026", "5"), ("add", "2026-02-30", "1"), ("count", "2026-05-20", "2026-05-19")],
)
def test_a_date_that_is_none_is_refused(arguments):
    assert run("workdays", *arguments).exit_code == 2
