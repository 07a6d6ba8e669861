"""What tests of the catalogue editor share: officers, pages, forms as a browser sends them."""

import re

from bs4 import BeautifulSoup

from tests.conftest import AT
from tests.identity.factories import sign_in, staff_account
from tests.orgs.factories import PostFactory, PostingFactory
from yimen.catalogue.actions import draft_version, submit_version
from yimen.kernel.actor import SYSTEM


def officer(client, office, *grants):
    """Sign an officer of the office in whose post has these grants."""
    account = staff_account(organisation=office)
    post = PostFactory(organisation=office, grants=list(grants), reach_path=office.path)
    PostingFactory(staff=account.staff, post=post)
    sign_in(client, account)
    return account


def page(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return BeautifulSoup(response.content, "lxml")


def words(soup):
    return re.sub(r"\s+", " ", soup.get_text(" "))


def fields_of(soup, form_id="editor"):
    """What a browser would send for the form: every field as it stands."""
    data = {}
    form = soup.find(id=form_id)
    for one in form.select("input[name], select[name], textarea[name]"):
        if one.name == "textarea":
            text = one.get_text().removeprefix("\r\n").removeprefix("\n")
            value = text.replace("\n", "\r\n")
        elif one.name == "select":
            chosen = one.find("option", selected=True) or one.find("option")
            value = chosen["value"] if chosen else ""
        elif one.get("type") in {"checkbox", "radio"}:
            if not one.has_attr("checked"):
                continue
            value = one.get("value", "on")
        else:
            value = one.get("value", "")
        if one.get("type") == "checkbox" and one["name"] in data:
            data[one["name"]] = [*data[one["name"]], value]
        else:
            data[one["name"]] = [value] if one["name"] == "audiences" else value
    return data


def draft_of(item, **changes):
    return draft_version(item.pk, changes, reason="压缩时限", by=SYSTEM, at=AT)


def in_review(item, **changes):
    return submit_version(draft_of(item, **changes).pk, by=SYSTEM, at=AT)
