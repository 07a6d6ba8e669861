"""A card goes its way: the unit explains, a second person upholds, the bulletin shows it."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("city")]


def test_a_card_is_explained_upheld_and_stands_in_the_bulletin(city, enter):
    card, number, month = city.rows(
        "select id, number, to_char(reached_at at time zone 'Asia/Shanghai', 'YYYY-MM')"
        " from supervision_card where code = 'P1' and state = 'issued'"
    )[0]
    address = f"/desk/supervision/cards/{card}/"

    unit = enter("housing-approver")
    unit.goto("/desk/supervision/")
    against = unit.locator("section[aria-labelledby=against]")
    against.locator(f"a[href='{address}']").click()
    expect(unit.locator("main")).to_contain_text("按规则自动发牌")
    take(unit, "explain", "两次补正因设计单位变更图纸所致，已书面告知建设单位。")

    supervisor = enter("supervisor")
    supervisor.goto("/desk/supervision/")
    supervisor.locator(".desk-filters a", has_text="已说明").click()
    supervisor.locator(f"#rows a[href='{address}']").click()
    expect(supervisor.locator("main")).to_contain_text("设计单位变更图纸")
    take(supervisor, "uphold", "图纸变更应一次性告知，黄牌成立。")
    expect(supervisor.locator(".desk-head")).to_contain_text("已确认")

    supervisor.goto(f"/desk/supervision/bulletin/?month={month}")
    line = supervisor.locator("article tr", has_text=number)
    expect(line).to_contain_text("多次补正")
    expect(line).to_contain_text("已确认")
    unit.goto("/desk/supervision/")
    expect(against.locator(f"a[href='{address}']")).to_be_visible()  # to put right, or to appeal
    acts = "select act from supervision_cardstep where card_id = %s order by at"
    assert city.rows(acts, card) == [("explain",), ("uphold",)]


def take(page: Page, move: str, text: str) -> None:
    """Take one step: the open form, or the folded one."""
    form = page.locator(f"form[action$='/{move}/']")
    folded = page.locator("details", has=form)
    if folded.count() and folded.get_attribute("open") is None:
        folded.locator("summary").click()
    form.locator("[name=text]").fill(text)
    form.locator("button[type=submit]").click()
    expect(page.locator("#news .y-notice--good")).to_be_visible()
