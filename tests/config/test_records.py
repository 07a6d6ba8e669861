"""Commands about content say by their exit what came of it."""

import pytest
from click.testing import CliRunner

from yimen.catalogue.models import ServiceItem
from yimen.config.cli import cli


@pytest.mark.django_db(transaction=True)
def test_a_refused_import_exits_with_1_and_takes_nothing(tmp_path):
    file = tmp_path / "policy.jsonl"
    file.write_text("{not json}\n")

    result = CliRunner().invoke(cli, ["catalogue", "import", str(file), "--format", "guangdong"])

    assert result.exit_code == 1
    assert not ServiceItem.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_follower_nobody_knows_is_named():
    result = CliRunner().invoke(cli, ["follow", "rebuild", "nobody"])

    assert result.exit_code == 1
    assert "cases.tell_people" in result.output
