"""The live picture in a browser: acts come onto the screen by themselves; silence is said."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WALL
from tests.browser.steps import act, apply_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("city")]


# The regions shown, where the last of them ends and where the panel does: read at once, as the
# picture is drawn anew while the test looks.
PAGE_SHOWN = """() => {
  const panel = document.querySelector(".s-regions");
  const rows = [...panel.querySelectorAll("tbody tr")].filter((row) => row.offsetHeight);
  const bottom = (one) => one.getBoundingClientRect().bottom;
  return [rows.map((row) => row.cells[0].innerText), Math.max(...rows.map(bottom)), bottom(panel)];
}"""


def test_an_act_comes_onto_the_screen_and_a_stopped_server_is_said(city, enter):
    number, _code = apply_for(enter("resident"))
    clerk, screen = enter("clerk"), enter("supervisor", viewport=WALL)
    screen.goto("/desk/live/")
    touch, accepted = screen.locator("#touch"), screen.locator(".s-figure dd").nth(1)
    expect(touch).to_have_attribute("data-state", "fresh")
    screen.wait_for_timeout(3000)  # what was done before is on the screen
    before = int(accepted.inner_text())

    act(clerk, number, "accept")

    expect(accepted).to_have_text(str(before + 1), timeout=15_000)  # without any reload
    assert screen.evaluate("document.documentElement.scrollHeight") <= WALL["height"]

    city.kill()
    expect(touch).to_have_attribute("data-state", "lost")
    expect(touch).to_contain_text("连接中断")
    city.start()
    expect(touch).to_have_attribute("data-state", "fresh", timeout=60_000)


def test_what_does_not_fit_on_the_wall_is_shown_in_turn_and_on_a_phone_at_once(enter):
    low = enter("supervisor", viewport={"width": 1300, "height": 560})
    low.goto("/desk/live/")
    rows = low.locator(".s-regions tbody tr")
    count = rows.count()
    assert count > 1
    button = low.locator(".s-regions .s-page")
    expect(button).to_be_visible()

    button.hover()  # it does not turn by itself while it is pointed at
    seen = set()
    for _page in range(count):
        shown, lowest, edge = low.evaluate(PAGE_SHOWN)
        assert lowest <= edge  # none is cut off
        seen |= set(shown)
        assert 0 < len(shown) < count
        button.click()
    assert len(seen) == count

    low.mouse.move(0, 0)
    low.locator("#main").focus()
    before = button.inner_text()
    expect(button).not_to_have_text(before, timeout=15_000)  # it turns by itself
    low.set_viewport_size({"width": 390, "height": 844})
    expect(low.locator(".s-regions tbody tr:visible")).to_have_count(count)
    expect(button).to_be_hidden()
