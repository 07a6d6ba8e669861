"""A hearing as people walk it: told on the desk, answered on the portal; the decision waits."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW
from tests.browser.steps import act, apply_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("city")]


def hear(page: Page, number: str, what: str, **fields: str) -> None:
    """Do an act on the page about the hearing of a case."""
    page.goto(f"/desk/cases/{number}/hearing/")
    form = page.locator(f"form[action$='/hearing/{what}/']")
    folded = page.locator("details", has=form)
    if folded.count():
        folded.locator("summary").click()
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("button").click()
    expect(page.locator("#news .y-notice--good")).to_be_visible()


def test_the_decision_waits_until_all_who_were_told_have_answered(city, enter):
    resident, examiner = enter("resident", viewport=NARROW), enter("examiner")
    approver = enter("approver")
    number, _ = apply_for(resident)
    act(enter("clerk"), number, "accept")
    act(examiner, number, "examine", conclusion="passed", text="材料齐全，符合法定条件")

    hear(examiner, number, "tell", reason="排烟和噪声涉及相邻居民的重大利益")

    approver.goto(f"/desk/cases/{number}/")
    expect(approver.locator("#hearing")).to_be_visible()
    form = approver.locator("form[action$='/acts/grant/']")
    for point in form.locator("input[name^=point_][value=met]").all():
        point.check()
    form.locator("[name=reasons]").fill("符合《食品安全法》第三十五条规定的条件")
    form.locator("button").click()
    expect(approver.locator(".y-errors")).to_contain_text("方可作出决定")
    resident.goto(f"/cases/{number}/")
    resident.get_by_role("link", name="申请或者放弃听证").click()
    resident.locator("form[action$='/hearing/waive/'] button").click()
    expect(resident.locator("main")).to_contain_text("已记录：您放弃听证")
    act(approver, number, "grant", reasons="符合《食品安全法》第三十五条规定的条件")

    resident.goto(f"/cases/{number}/")
    expect(resident.locator("main")).to_contain_text("已放弃听证")
    expect(resident.locator("main")).to_contain_text("准予")
