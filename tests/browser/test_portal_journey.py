"""A resident's wrong turns: signed out while typing, hostile files, a broken line, a stranger."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.city import City
from tests.browser.conftest import NARROW
from tests.browser.steps import begin, fill_form, pdf, upload_all

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("city")]

FORM = "main form[data-draft]"


def a_field(page: Page) -> Locator:
    """A field of the form for free words."""
    name = page.locator(f"{FORM} textarea, {FORM} input[type=text]").first.get_attribute("name")
    return page.locator(f"{FORM} [name={name}]")


def send(card: Locator, file: Any) -> None:
    """Choose a file in a card and send it."""
    folded = card.locator("details:not(.y-again):not([open]) > summary")
    if folded.count():
        folded.last.click()
    card.locator("input[type=file][multiple]").set_input_files(file)
    card.locator("form:has(input[multiple]) button").click()


def test_what_is_typed_without_a_connection_is_put_back(enter):
    page = enter("resident", viewport=NARROW)
    form = begin(page)
    fill_form(page)
    with page.expect_response(lambda one: b"beforehand" in (one.request.post_data_buffer or b"")):
        a_field(page).fill("beforehand")
        a_field(page).blur()  # saved, and nothing is under way any more

    page.context.set_offline(True)
    a_field(page).fill("断网时填写的")
    expect(page.locator("#offline [data-when=kept]")).to_be_visible()
    held = page.evaluate("Object.entries(localStorage).filter(([k]) => k.startsWith('yimen.'))")
    page.context.set_offline(False)
    page.goto(form)

    assert len(held) == 1
    assert "断网时填写的" not in held[0][1]  # sealed
    expect(a_field(page)).to_have_value("断网时填写的")
    expect(page.locator("#saved")).to_contain_text("已保存")
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('yimen.'))") == []


def test_a_save_under_way_when_the_line_breaks_does_not_forget_what_is_typed_after_it(enter):
    page = enter("resident", viewport=NARROW)
    form, held = begin(page), []
    fill_form(page)

    def hold(route: Route) -> None:
        if b"beforehand" in (route.request.post_data_buffer or b""):
            held.append(route)
        else:
            route.continue_()

    page.route("**/keep/**", hold)
    with page.expect_request(lambda one: b"beforehand" in (one.post_data_buffer or b"")):
        a_field(page).fill("beforehand")
        a_field(page).blur()
    page.context.set_offline(True)
    a_field(page).fill("断网时填写的")
    expect(page.locator("#offline [data-when=kept]")).to_be_visible()
    before = page.locator(FORM).get_attribute("data-saved")
    [slow] = held
    slow.fulfill(response=slow.fetch())
    expect(page.locator(FORM)).not_to_have_attribute("data-saved", before or "")  # it came through
    page.unroute("**/keep/**")
    expect(page.locator("#offline [data-when=kept]")).to_be_visible()
    page.context.set_offline(False)
    page.goto(form)

    expect(a_field(page)).to_have_value("断网时填写的")


def test_signed_out_while_typing_nothing_is_lost_and_it_is_handed_in_once(enter, city):
    page = enter("resident", viewport=NARROW)
    form = begin(page)
    fill_form(page)
    page.context.clear_cookies(name="sessionid")
    a_field(page).fill("退出后填写的")
    page.locator(f"{FORM} button.btn-primary").click()
    sign_in_again(page, city)

    expect(a_field(page)).to_have_value("退出后填写的")
    expect(page.locator("main")).to_contain_text("退出登录前填写的内容已带回")
    page.locator(f"{FORM} button.btn-primary").click()
    page.wait_for_url("**/materials/")
    upload_all(page)
    a_hostile_file_is_said_at_its_card(page)
    number = hand_in(page)

    stranger = enter("owner")
    for address in (f"/cases/{number}/", form):
        answer = stranger.goto(address)
        assert answer is not None and answer.status == 404


def sign_in_again(page: Page, city: City) -> None:
    page.wait_for_url("**/accounts/login/**")
    page.fill("[name=login]", "resident")
    page.fill("[name=password]", city.accounts["resident"].password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/form/")


def a_hostile_file_is_said_at_its_card(page: Page) -> None:
    card = page.locator(".y-upload:has(.y-state--good)").first
    given = card.locator("a[data-preview]").count()
    send(card, {"name": "图.pdf", "mimeType": "application/pdf", "buffer": b"MZ a program"})
    expect(card.locator(".y-field__error")).to_be_visible()
    assert card.locator("a[data-preview]").count() == given
    card.locator("a[data-preview]").first.click()  # looked at without leaving the page
    expect(page.locator("#preview")).to_be_visible()
    page.keyboard.press("Escape")


def hand_in(page: Page) -> str:
    """Not before it is confirmed; pressed twice, handed in once."""
    page.locator("a.btn-primary").last.click()
    page.wait_for_url("**/check/")
    page.locator("main form button.btn-primary").click()
    expect(page.locator(".y-field__error").first).to_be_visible()
    page.locator("[name=declared]").check()
    page.locator("main form button.btn-primary").dblclick()
    page.wait_for_url("**/receipt/")
    number = re.search(r"/cases/(\w+)/", page.url)
    assert number
    return number[1]


def test_a_file_too_large_or_a_broken_line_costs_that_one_file(enter, tmp_path):
    page = enter("resident")
    page.goto(begin(page).replace("/form/", "/materials/"))
    big = tmp_path / "大.pdf"
    with big.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    card = page.locator(".y-upload:has(.y-state--near)").first
    name = card.get_attribute("id")
    card = page.locator(f"#{name}")

    send(card, big)
    expect(card.locator(".y-field__error")).to_contain_text("20 MB")
    assert "POST" not in sent

    page.context.set_offline(True)
    send(card, pdf("申请材料.pdf"))
    expect(card.locator(".y-field__error")).to_contain_text("网络中断")
    page.context.set_offline(False)
    card.locator("form:has(input[multiple]) button").click()
    expect(card.locator("a[data-preview]").first).to_be_visible()
