"""The live picture in a browser: acts come onto the screen by themselves; silence is said."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import act, apply_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("city")]

WALL = {"width": 1920, "height": 1080}


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
