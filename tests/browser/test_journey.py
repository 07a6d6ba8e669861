"""The thin line, as people walk it: a resident applies, the office decides, both see it."""

import time
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.steps import act, apply_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("city")]


def test_a_resident_applies_and_the_office_decides(city, enter):
    resident, stranger = enter("resident"), enter()
    number, code = apply_for(resident)

    def state_is(words):
        resident.goto(f"/cases/{number}/")
        expect(resident.locator("main")).to_contain_text(words)

    state_is("等待受理")
    expect(resident.locator(".y-clock__text").first).to_contain_text("还剩")
    clerk = enter("clerk")
    clerk.goto("/desk/")
    expect(clerk.locator("#rows")).to_contain_text(f"{number[-12:-4]} {number[-4:]}")
    act(clerk, number, "accept")
    state_is("已受理")
    expect(resident.locator(".y-clock__text").first).to_contain_text("前办结")
    act(enter("examiner"), number, "examine", conclusion="passed", text="材料齐全，符合法定条件")
    act(enter("approver"), number, "grant", reasons="符合《食品安全法》第三十五条规定的条件")
    state_is("准予")
    act(clerk, number, "deliver", way="electronic")
    act(clerk, number, "conclude")
    state_is("办结")

    stranger.goto("/query/")
    stranger.fill("[name=number]", number)
    stranger.fill("[name=code]", code)
    stranger.locator("main form button").first.click()
    expect(stranger.locator("main")).to_contain_text("办结")
    kinds = city.rows(
        "select e.kind from journal_entry e join cases_case c on c.id = e.subject"
        " where c.number = %s order by e.seq",
        number,
    )
    assert [kind for (kind,) in kinds] == [
        f"case.{act}"
        for act in ("filed", "accepted", "examined", "granted", "delivered", "concluded")
    ]


def test_the_journal_verifies_and_a_follower_can_be_rebuilt(city):
    told = "select account_id, channel, key, title, body from notify_message order by 1, 2, 3"
    ((last,),) = city.rows("select max(id) from journal_entry")
    deadline = time.monotonic() + 30
    behind = "from journal_bookmark b where exists (select from journal_stretch(xid, entry, 1))"
    while city.rows(f"select 1 {behind}"):
        assert time.monotonic() < deadline, "an act is not told yet"
        time.sleep(0.5)
    due = "state = 'waiting' and next_try_at <= now()"  # at night text messages wait for the day
    while city.rows(f"select 1 from notify_message where {due} limit 1"):
        assert time.monotonic() < deadline, "mails still wait"
        time.sleep(0.5)
    before = until(last, city.rows(told))

    assert city.yimen("journal", "verify").returncode == 0
    rebuilt = city.yimen("follow", "rebuild", "cases.tell_people")

    assert rebuilt.returncode == 0, rebuilt.stderr
    assert before
    assert until(last, city.rows(told)) == before


def until(last: int, messages: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Those not told of an entry after that one: the city goes on, and cards are made any time."""
    begun = [(row, row[2].partition(":")[0]) for row in messages]
    return [row for row, entry in begun if not entry.isdigit() or int(entry) <= last]


def test_people_are_told_by_mail_exactly_once(city, enter):
    number, _ = apply_for(enter("resident"))
    sent = (
        "select id from notify_message where channel = 'mail' and state = 'sent' and link like %s"
    )
    deadline = time.monotonic() + 60

    while not city.rows(sent, f"%{number}%") and time.monotonic() < deadline:
        time.sleep(0.5)

    ids = [str(pk) for (pk,) in city.rows(sent, f"%{number}%")]
    letters = [letter["Message-ID"] for letter in city.postbox.letters]
    assert ids
    assert all(sum(pk in name for name in letters) == 1 for pk in ids)


def test_a_power_cut_loses_nothing_that_was_acknowledged(city, enter):
    resident = enter("resident")
    number, _ = apply_for(resident)
    act(enter("clerk"), number, "accept")

    city.kill()
    city.start()

    resident.goto(f"/cases/{number}/")
    expect(resident.locator("main")).to_contain_text("已受理")
    act(enter("examiner"), number, "examine", conclusion="passed", text="材料齐全，符合条件")
    assert city.yimen("journal", "verify").returncode == 0
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        told = city.rows("select count(*) from notify_message where link like %s", f"%{number}%")
        if told[0][0] >= 2:
            break
        time.sleep(0.5)
    assert told[0][0] >= 2
