"""`yimen figures audit` says by its exit whether the figures are right."""

import pytest
from click.testing import CliRunner
from django.db import connection

from tests.cases.factories import a_case
from yimen.config.cli import cli
from yimen.figures.queries import FOLLOWER
from yimen.journal.actions import run_follower


def audit():
    return CliRunner().invoke(cli, ["figures", "audit"])


@pytest.mark.django_db(transaction=True)
def test_the_audit_is_quiet_while_all_is_right_and_names_what_is_not():
    a_case("accepted")
    run_follower(FOLLOWER)
    right = audit()
    with connection.cursor() as cursor:
        cursor.execute("update figures_casetally set filed = filed + 1")
    wrong = audit()

    assert right.exit_code == 0, right.output
    assert wrong.exit_code == 1
    assert "filed: 2 kept, 1" in wrong.output
