"""The catalogue, as people walk it: an item is made, reviewed, published, applied for, changed."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import act, answer_situation, fill_form, upload_all

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("city")]

SHANGHAI = ZoneInfo("Asia/Shanghai")
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
        field = page.locator(f"[name='{rows}-{place}-{name}']")
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
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
    add_row(page, "fees", address, "fees", amount_fen="10", **fee)


def narrow(page: Page, address: str) -> None:
    """A question about the situation, and a paper that only one of its answers brings."""
    options = "new | 新办\nrenew | 延续"
    add_row(page, "situations", address, "situations", text="您要办哪一种？", options=options)
    add_row(page, "materials", address, "materials", name="原登记证")
    page.goto(f"{address}draft/situations/table/")
    page.check("#ticks tr:has-text('原登记证') input[value=renew]")
    page.click("#ticks .btn-primary")
    expect(page.locator("main")).to_contain_text("草稿已保存")


def ask(page: Page, address: str) -> None:
    """A question of the item's own in its form."""
    page.goto(f"{address}draft/form/")
    page.select_option("#add-kind", "number")
    page.click("#form-editor button[value=add]")
    expect(page.locator("#field-title")).to_have_text("数字")
    page.fill("#form-editor [name=p-label]", "经营面积")
    page.click("#form-editor .btn-primary")
    expect(page.locator("#news .y-notice--good")).to_be_visible()


def rule(page: Page, address: str) -> None:
    """How it is reviewed: days of a link, a checkpoint, and discretion as a table."""
    save(page, "process", address, **{"links-1-days": "5"})
    point = {"text": "场所与申报一致", "basis": "《食品安全法》第三十三条"}
    add_row(page, "review", address, "checkpoints", link="examine", **point)
    page.goto(f"{address}draft/review/tables/new/")
    page.click("#editor button[value=add-line]")
    table = {
        "name": "核查方式",
        "label-0": "办理类型",
        "fact-0": "situation.q1",
        "output-0": "方式",
    }
    lines = {"test-0-0": "'new'", "result-0-0": "现场核查", "test-1-0": "'renew'"}
    for name, value in {**table, **lines, "result-1-0": "书面审查"}.items():
        page.fill(f"#editor [name='{name}']", value)
    page.select_option("#ruling-link", "examine")
    page.click("#editor button[value=try]")
    expect(page.locator("main")).to_contain_text("有且只有一行适用")
    page.click("#editor .btn-primary:has-text('保存')")
    expect(page.locator("#rulings")).to_contain_text("核查方式")


def apply(page: Page, code: str) -> str:
    """A resident applies, from the guide to the receipt; the number of the case."""
    page.goto(f"/items/{code}/apply/")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**/situation/")
    answer_situation(page)
    page.wait_for_url("**/form/")
    expect(page.locator("main form")).to_contain_text("经营面积")
    fill_form(page)
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_url("**/materials/")
    expect(page.locator("main")).not_to_contain_text("原登记证")
    upload_all(page)
    page.goto(page.url.replace("/materials/", "/check/"))
    page.locator("[name=declared]").check()
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_url("**/receipt/")
    number = re.search(r"/cases/(\w+)/receipt/", page.url)
    assert number
    return number[1]


def shorten(editor: Page, reviewer: Page, address: str) -> None:
    """The next version promises less time from tomorrow; the second person sees both figures.

    That tomorrow comes, and what is new then, is held by tests/portal/test_next_day.py.
    """
    editor.goto(address)
    editor.fill("form[action$='/draft/begin/'] [name=reason]", "压缩办理时限")
    editor.click("form[action$='/draft/begin/'] button")
    save(editor, "basics", address, promised_days="6")
    hand_in(editor, address)
    reviewer.goto(f"{address}review/")
    expect(reviewer.locator(".desk-change ins")).to_contain_text("6")
    expect(reviewer.locator(".desk-change del")).to_contain_text("10")
    tomorrow = datetime.now(SHANGHAI).date() + timedelta(days=1)
    reviewer.fill("form[action$='/review/publish/'] [name=on]", tomorrow.isoformat())
    reviewer.click("form[action$='/review/publish/'] button")
    expect(reviewer.locator("main")).to_contain_text("已审核通过")


def handle(clerk: Page, examiner: Page, number: str) -> None:
    """The office takes the case up by the rules of the version it began under."""
    act(clerk, number, "accept")
    examiner.goto(f"/desk/cases/{number}/")
    expect(examiner.locator(".desk-ruling")).to_contain_text("现场核查")
    act(examiner, number, "examine", conclusion="passed", text="符合条件")
    expect(examiner.locator("main")).to_contain_text("场所与申报一致：符合")


def test_an_item_is_made_published_applied_for_and_changed(city, enter):
    code = f"{city.rows(OFFICE)[0][0]}3{BASIC}"
    address = f"/desk/items/{code}/"
    editor, reviewer, resident = enter("editor"), enter("reviewer"), enter("resident")

    make(editor, code, address)
    for part in (write, narrow, ask, rule, hand_in):
        part(editor, address)
    publish(reviewer, address)
    resident.goto(f"/items/{code}/")
    expect(resident.locator("h1")).to_contain_text(NAME)
    expect(resident.locator("main")).to_contain_text("10 个工作日")
    resident.goto(f"/powers/?text={NAME}")
    expect(resident.locator(".p-items")).to_contain_text(NAME)
    number = apply(resident, code)
    shorten(editor, reviewer, address)

    resident.goto(f"/items/{code}/")
    expect(resident.locator("main")).to_contain_text("10 个工作日")
    expect(resident.locator("main")).not_to_contain_text("6 个工作日")
    assert city.rows(KEPT, code) == [(1, 10)]
    handle(enter("clerk"), enter("examiner"), number)
