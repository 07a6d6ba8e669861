"""A supervisor watches the demo day: a warning, a yellow card, what the unit says, what stands."""

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.city import BIN, City
from tests.browser.conftest import WALL
from tests.browser.test_supervision_journey import take

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("city")]

UNIT = "yushui-health-approver"
SECONDS = 10  # between the moment of law and the card, on a machine that is busy with tests


def test_a_day_is_watched_until_a_card_stands_in_the_bulletin(city, enter):
    supervisor, unit = enter("supervisor", viewport=WALL), enter(UNIT)
    (office,) = city.rows("select id from orgs_organisation where path = 'xinyu/yushui/health/'")[0]
    sheet = f"/desk/scores/department/{office}/"
    before = score(supervisor, sheet)
    supervisor.goto("/desk/live/")
    expect(supervisor.locator("#touch")).to_have_attribute("data-state", "fresh")
    filed = supervisor.locator(".s-figure dd").first
    at_first = int(filed.inner_text())

    with day(city) as told:
        warning = line(told, "Warning: T4")
        yellow = line(told, "Yellow card: T2")
        newest = supervisor.locator(f".s-newest li:has(a[href='/desk/cases/{yellow}/'])")
        expect(newest.locator(".s-level--2")).to_have_count(1)  # nobody reloads the page
        expect(newest.locator(".s-level--1").first).to_be_visible()
    assert warning == yellow  # one case: first its link, then the promise
    assert int(filed.inner_text()) > at_first

    card, month, seconds = city.rows(
        "select c.id, to_char(c.reached_at at time zone 'Asia/Shanghai', 'YYYY-MM'),"
        " extract(epoch from c.made_at - c.reached_at) from supervision_card c"
        " join cases_case k on k.id = c.case_id"
        " where k.number = %s and c.code = 'T2' and c.level = 2",
        yellow,
    )[0]
    assert 0 <= seconds < SECONDS

    address = f"/desk/supervision/cards/{card}/"
    unit.goto("/desk/supervision/")
    unit.locator(f"section[aria-labelledby=against] a[href='{address}']").click()
    take(unit, "explain", "核查人员参加防汛值守，未及时改派，已改由备岗人员办理。")
    supervisor.goto(address)
    expect(supervisor.locator("main")).to_contain_text("防汛值守")
    take(supervisor, "uphold", "人员调整应当事先安排，黄牌成立。")

    assert score(supervisor, sheet) < before
    supervisor.goto(f"/desk/supervision/bulletin/?month={month}")
    expect(supervisor.locator("article tr", has_text=yellow).first).to_contain_text("已确认")


@contextmanager
def day(city: City) -> Iterator[Iterator[str]]:
    """The lines of a day as it is played, ten minutes a second; Ctrl-C ends it cleanly."""
    command = [BIN / "yimen", "demo", "day", "--speed", "600", "--no-cards"]
    run = subprocess.Popen(command, env=city.environment, stdout=subprocess.PIPE, text=True)
    try:
        assert run.stdout
        yield iter(run.stdout)
        run.send_signal(signal.SIGINT)
        rest, _ = run.communicate(timeout=30)
        assert "Stopped before the day was over." in rest
        assert run.returncode == 0
    finally:
        run.kill()


def line(told: Iterator[str], what: str) -> str:
    """The number of the case of the next line of this kind."""
    found = next(text for text in told if what in text)
    number = re.search(r"\b\d{2}\S{10,}\b", found)
    assert number
    return number[0]


def score(page: Page, sheet: str) -> float:
    """What an office has this month."""
    page.goto(sheet)
    return float(page.locator(".desk-total strong").inner_text())
