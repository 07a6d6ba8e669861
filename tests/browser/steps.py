"""What people do on the pages, step by step; shared by the journeys."""

import re

from playwright.sync_api import Page, expect

from tests.cases.factories import PDF

ITEM = "食品经营许可"


def pdf(name: str) -> dict[str, object]:
    """A small PDF as a file chooser hands it over."""
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF}


def find_and_open(page: Page, name: str = ITEM) -> None:
    """From the first page to the guide of an item, by searching."""
    page.goto("/")
    page.fill("#search-text", name)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def answer_situation(page: Page, *, rather: str = "") -> None:
    """Answer one question after another until the form comes: as wished, else the first option."""
    for _ in range(12):
        if "/situation/" not in page.url:
            return
        options = page.locator(".p-ask.is-focus input")
        wished = options.and_(page.locator(f"[value='{rather}']"))
        chosen = wished if wished.count() else options.first
        if not chosen.is_checked():
            chosen.check()
            page.wait_for_load_state("networkidle")  # with scripts the answer is kept at once
        with page.expect_navigation():
            page.locator("main form button.btn-primary").click()


def fill_form(page: Page) -> None:
    """Answer every field that must be answered, with something of its kind."""
    form = page.locator("main form").first
    asked = form.locator(".y-field:visible:not(:has(.y-field__mark))")
    for group in asked.and_(form.locator("fieldset:has(> .y-choices)")).all():
        group.locator("input").first.check()
    for box in asked.locator("> .y-choice input[type=checkbox]").all():
        box.check()
    for menu in asked.locator("> select").all():
        menu.select_option(index=1)
    for field in asked.locator("> input:not([type=file]), > textarea").all():
        if not field.input_value():
            kind = field.get_attribute("inputmode") or field.get_attribute("type")
            field.fill(_answer(field.get_attribute("name") or "", kind))


def _answer(name: str, kind: str | None) -> str:
    if kind == "date":
        return "2026-12-01"
    if kind in {"number", "decimal", "numeric"} or "area" in name or "count" in name:
        return "60"
    if "name" in name or "officer" in name:
        return "周文静"
    return "0790-6440000" if "phone" in name else "新余市渝水区示范路1号"


def upload_all(page: Page) -> None:
    """Give a file for each material that has to be there."""
    for _ in range(20):
        missing = page.locator(".y-upload:has(.y-state--near) input[type=file][required]")
        before = missing.count()
        if not before:
            return
        form = missing.first.locator("xpath=ancestor::form")
        missing.first.set_input_files(pdf("申请材料.pdf"))
        form.locator("button").click()
        expect(missing).not_to_have_count(before)  # links would not do: an offered paper has one


def begin(page: Page, name: str = ITEM) -> str:
    """From the first page to the form of an item; the address of the form."""
    find_and_open(page, name)
    page.locator("a[href$='/apply/']").first.click()
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/(situation|form)/$"))
    answer_situation(page)
    page.wait_for_url("**/form/")
    return page.url


def apply_for(page: Page, name: str = ITEM) -> tuple[str, str]:
    """Apply for an item from the first page to the receipt; return its number and code."""
    begin(page, name)
    fill_form(page)
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**/materials/")
    upload_all(page)
    page.locator("a.btn-primary, main form button.btn-primary").last.click()
    page.wait_for_url("**/check/")
    page.locator("[name=declared]").check()
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**/receipt/")
    number = re.search(r"/cases/(\w+)/receipt/", page.url)
    code = re.search(r"(?<!\d)\d{6}(?!\d)", page.locator(".p-receipt, main").first.inner_text())
    assert number and code
    return number[1], code[0]


def act(page: Page, number: str, move: str, **fields: str) -> None:
    """Open the case sheet and do one act."""
    page.goto(f"/desk/cases/{number}/")
    form = page.locator(f"form[action$='/acts/{move}/']")
    folded = page.locator("details", has=form)
    if folded.count() and folded.get_attribute("open") is None:
        folded.locator("> summary").click()
    for point in form.locator("input[name^=point_][value=met]").all():
        point.check()
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            form.locator(f"[name={name}][value={value}]").check()
        elif field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    form.locator("button").click()
    expect(page.locator("#news .y-notice--good")).to_be_visible()
