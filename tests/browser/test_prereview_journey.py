"""A pre-review as people walk it: sent back, mended, passed; then the originals at the counter."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import NARROW
from tests.browser.steps import act

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("city")]

#: A case of the demo city that is looked at online, and whose it is.
LOOKED_AT = (
    "select c.number, a.username from cases_case c"
    " join identity_account a on a.party_id = c.applicant_id where c.state = 'prereview'"
)


def test_a_case_is_mended_online_and_begins_in_law_at_the_counter(city, enter):
    number, who = city.rows(LOOKED_AT)[0]
    applicant, clerk = enter(who, viewport=NARROW), enter("yushui-transport-clerk")
    by = f"{timezone.localdate() + timedelta(days=20)}"
    applicant.goto(f"/cases/{number}/")
    expect(applicant.locator("main")).to_contain_text("预审")

    act(clerk, number, "send_back", gaps="申请表未签名，请签名后重新上传。", answer_by=by)
    applicant.goto(f"/cases/{number}/supplement/")
    expect(applicant.locator("main")).to_contain_text("申请表未签名")
    applicant.locator("#supplement .y-actions .btn-primary").click()
    applicant.wait_for_url(f"**/cases/{number}/")

    act(clerk, number, "pass_prereview", originals="申请表原件", originals_by=by)
    applicant.reload()
    expect(applicant.locator("#originals")).to_be_visible()
    expect(applicant.locator("main")).to_contain_text("申请表原件")

    act(clerk, number, "receive_originals")
    act(clerk, number, "accept")
    assert city.rows("select state from cases_case where number = %s", number) == [("accepted",)]
