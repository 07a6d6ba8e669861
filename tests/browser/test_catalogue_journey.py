"""The catalogue, as people walk it: an item is made, reviewed, published, applied for, changed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import fill_form, upload_all

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("city")]

NAME = "小餐饮店登记"
BASIC = "360131777000"
OFFICE = "select uscc from orgs_organisation where path = 'xinyu/market/'"
KEPT = (
    "select v.number, v.promised_days from cases_case c"
    " join catalogue_itemversion v on v.id = c.version_id"
    " join catalogue_serviceitem i on i.id = c.item_id where i.code = %s"
)


def save(page: Page, part: str, address: str, **fields: str) -> None:
    """Fill in some fields of a part of the draft and save it."""
    page.goto(f"{address}draft/{part}/")
    for name, value in fields.items():
        page.fill(f"#editor [name='{name}']", value)
    page.click("#editor .btn-primary:has-text('保存')")
    expect(page.locator("main")).to_contain_text("草稿已保存")


def add_row(page: Page, part: str, address: str, rows: str, **fields: str) -> None:
    """Add a row to a list of the draft, fill it in and save."""
    page.goto(f"{address}draft/{part}/")
    place = page.locator(f"#{rows} > fieldset").count()
    page.click(f"button[name=add][value={rows}]")
    for name, value in fields.items():
        page.fill(f"[name='{rows}-{place}-{name}']", value)
    page.click("#editor .btn-primary:has-text('保存')")
    expect(page.locator("main")).to_contain_text("草稿已保存")


def hand_in(page: Page, address: str) -> None:
    """From the findings to the second person."""
    page.goto(f"{address}draft/findings/")
    page.click("form[action$='/draft/submit/'] button")
    expect(page.locator("main")).to_contain_text("已送审")


def publish(page: Page, address: str) -> None:
    """The second person reads what changes and publishes at once."""
    page.goto(f"{address}review/")
    page.click("form[action$='/review/publish/'] button")
    expect(page.locator("main")).to_contain_text("已发布")


def make(page: Page, code: str, address: str) -> None:
    """A catalogue editor starts from nothing; the findings say what is missing."""
    page.goto("/desk/items/new/")
    page.select_option("[name=organisation]", label="新余市市场监督管理局")
    page.fill("[name=code]", code)
    page.fill("[name=name]", NAME)
    page.click("main .btn-primary")
    expect(page).to_have_url(re.compile(f"{code}/draft/"))
    page.goto(f"{address}draft/findings/")
    page.click("form[action$='/draft/submit/'] button")
    expect(page.locator(".y-errors")).to_be_visible()
    expect(page.locator("main")).to_contain_text("服务对象")


def write(page: Page, address: str) -> None:
    """Everything the item says, part by part."""
    page.goto(f"{address}draft/basics/")
    page.check("[name=audiences][value='1']")
    page.click("#editor .btn-primary:has-text('保存')")
    phones = {"consult_phone": "0790-6440001", "complaint_phone": "0790-6440002"}
    limits = {"legal_days": "20", "promised_days": "10"}
    save(page, "basics", address, result_name="登记证", **phones, **limits)
    law = {"law": "中华人民共和国食品安全法", "article": "第三十六条"}
    add_row(page, "basics", address, "bases", **law)
    save(page, "materials", address, conditions="有固定的经营场所。")
    add_row(page, "materials", address, "materials", name="小餐饮店登记申请书")
    fee = {"name": "工本费", "standard": "每证十元", "basis": "赣价费字〔2019〕1 号"}
    add_row(page, "fees", address, "fees", amount="10", **fee)


def apply(page: Page, code: str) -> None:
    """A resident applies, from the guide to the receipt."""
    page.goto(f"/items/{code}/apply/")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**/form/")
    fill_form(page)
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_url("**/materials/")
    upload_all(page)
    page.goto(page.url.replace("/materials/", "/check/"))
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_url("**/receipt/")


def test_an_item_is_made_published_applied_for_and_changed(city, enter):
    code = f"{city.rows(OFFICE)[0][0]}3{BASIC}"
    address = f"/desk/items/{code}/"
    editor, reviewer, resident = enter("editor"), enter("reviewer"), enter("resident")

    make(editor, code, address)
    write(editor, address)
    hand_in(editor, address)
    publish(reviewer, address)
    resident.goto(f"/items/{code}/")
    expect(resident.locator("h1")).to_contain_text(NAME)
    expect(resident.locator("main")).to_contain_text("10 个工作日")
    resident.goto(f"/powers/?text={NAME}")
    expect(resident.locator(".p-items")).to_contain_text(NAME)
    apply(resident, code)

    editor.goto(address)
    editor.fill("form[action$='/draft/begin/'] [name=reason]", "压缩办理时限")
    editor.click("form[action$='/draft/begin/'] button")
    save(editor, "basics", address, promised_days="6")
    hand_in(editor, address)
    reviewer.goto(f"{address}review/")
    expect(reviewer.locator(".desk-change ins")).to_contain_text("6")
    expect(reviewer.locator(".desk-change del")).to_contain_text("10")
    publish(reviewer, address)

    resident.goto(f"/items/{code}/")
    expect(resident.locator("main")).to_contain_text("6 个工作日")
    assert city.rows(KEPT, code) == [(1, 10)]
