"""A real site begins with a command, and places come from a table."""

import re

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.identity.factories import one_time_code, staff_account
from tests.orgs.factories import OrganisationFactory
from yimen.config.cli import cli
from yimen.config.doctor import examine
from yimen.identity.models import Account
from yimen.identity.queries import actor_of
from yimen.orgs.models import Organisation, Region, Staff

pytestmark = pytest.mark.django_db(transaction=True)
SAID = {
    "--region": "360500",
    "--region-name": "新余市",
    "--around": "36=江西省",
    "--organisation": "新余市人民政府",
    "--label": "xinyu",
    "--name": "王五",
    "--number": "0001",
    "--username": "root",
    "--email": "",
}


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, list(words), input=typed)


def init(**other: str) -> Result:
    said = {**SAID, **{f"--{name}": value for name, value in other.items()}}
    return run("site", "init", *[word for pair in said.items() for word in pair])


def test_the_first_officer_may_set_up_everything_else():
    result = init()

    account = Account.objects.get(username="root")
    actor = actor_of(account, on=timezone.localdate())
    assert result.exit_code == 0, result.output
    assert [region.name for region in Region.objects.order_by("code")] == ["江西省", "新余市"]
    assert actor.may("org.manage", path="anything/else/", region="110000000000")
    assert actor.may("calendar.manage", path="", region="")


def test_the_keys_shown_open_the_desk_after_another_password_is_chosen():
    shown = init().output
    password = re.search(r"One-time password:\s+(\S+)", shown)[1]
    secret = re.search(r"secret=([A-Z2-7]+)", shown)[1]
    client = Client()

    client.post(reverse("account_login"), {"login": "root", "password": password})
    client.post(reverse("mfa_authenticate"), {"code": one_time_code(secret)})

    answer = client.get(reverse("desk:people"))
    assert answer.headers["Location"].startswith(reverse("account_change_password"))
    chosen = "ein eigenes 2026"
    body = {"oldpassword": password, "password1": chosen, "password2": chosen}
    assert client.post(reverse("account_change_password"), body).status_code == 302
    assert Account.objects.get(username="root").password_expires_at is None


def test_what_is_not_said_is_asked_for():
    lines = ["3605", "新余市", "新余市人民政府", "xinyu", "王五", "", "", "", "江西省"]

    result = run("site", "init", typed="\n".join(lines) + "\n")

    assert result.exit_code == 0, result.output
    assert Staff.objects.get().number == "0001"
    assert Region.objects.get(pk="360500000000").parent.name == "江西省"


def test_a_site_is_begun_once():
    OrganisationFactory(name="已有的局")

    result = init()

    assert result.exit_code == 1
    assert "已有的局" in result.output
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"label": "新余"}, {"username": "x"}, {"region": "3"}])
def test_a_wrong_word_is_said_plainly_and_makes_nothing(wrong):
    result = init(**wrong)

    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert not Region.objects.exists()


def test_an_officer_whom_nobody_can_help_gets_new_keys():
    account = staff_account()

    result = run("site", "recover", account.username)

    assert "otpauth://" in result.output
    assert not Account.objects.get(pk=account.pk).check_password("correct horse battery")
    assert run("site", "recover", "nobody").exit_code == 1


def test_a_site_without_an_organisation_is_told_how_to_begin():
    before = next(f for f in examine() if f.what == "organisations")
    OrganisationFactory()
    after = next(f for f in examine() if f.what == "organisations")

    assert not before.is_well
    assert "yimen site init" in before.advice
    assert after.is_well


def table(folder, *lines: str):
    file = folder / "places.csv"
    file.write_text("\n".join(["code,name", *lines]) + "\n", encoding="utf-8-sig")
    return str(file)


def test_places_come_in_any_order_and_each_lies_in_the_one_around_it(tmp_path):
    Region.objects.create(code="360502001000", name="城北街道", level=4)
    file = table(tmp_path, "360502,渝水区", "3605,新余市", "36,江西省")

    result = run("regions", "import", file)
    again = run("regions", "import", file)

    town = Region.objects.get(pk="360502001000")
    chain = [town.parent.name, town.parent.parent.name, town.parent.parent.parent.name]
    assert chain == ["渝水区", "新余市", "江西省"]
    assert "3 new, 0 renamed, 0 as they were" in result.output
    assert "0 new, 0 renamed, 3 as they were" in again.output


def test_a_wrong_line_is_named_and_nothing_is_taken(tmp_path):
    file = table(tmp_path, "36,江西省", "3x,无", "3605,", "360000000000,江西")

    result = run("regions", "import", file)

    assert result.exit_code == 1
    assert [f"line {n}:" in result.output for n in (2, 3, 4, 5)] == [False, True, True, True]
    assert not Region.objects.exists()


def test_a_dry_run_changes_nothing(tmp_path):
    Region.objects.create(code="360000000000", name="江西", level=1)
    file = table(tmp_path, "36,江西省", "3605,新余市")

    dry = run("regions", "import", "--dry-run", file)

    assert "江西 → 江西省" in dry.output
    assert Region.objects.get().name == "江西"


def test_a_file_that_is_no_table_is_refused(tmp_path):
    file = tmp_path / "places.csv"
    file.write_text("36;江西省\n")

    assert "columns code and name" in run("regions", "import", str(file)).output
