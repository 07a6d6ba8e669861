"""`yimen figures schemes`: another city's way of scoring, from a file."""

from importlib.resources import files

import pytest
from click.testing import CliRunner

from yimen.config.cli import cli
from yimen.figures.actions.schemes import ship_schemes
from yimen.figures.models import Scheme
from yimen.journal.queries import entries_of

pytestmark = pytest.mark.django_db
SHIPPED = (files("yimen.figures") / "data/schemes/department.toml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _shipped() -> None:
    Scheme.objects.all().delete()
    ship_schemes()


@pytest.fixture
def load(tmp_path):
    """Load the shipped scheme with something in it changed, from the first of June on."""

    def run(*options: str, old: str = "", new: str = ""):
        text = SHIPPED.replace("valid_from = 2026-01-01", "valid_from = 2026-06-01")
        assert old in text
        text = text.replace(old, new, 1)
        file = tmp_path / "scheme.toml"
        file.write_text(text, encoding="utf-8")
        return schemes("load", str(file), *options)

    return run


def schemes(*words: str):
    return CliRunner().invoke(cli, ["figures", "schemes", *words])


def test_a_scheme_of_a_place_is_loaded_beside_the_shipped_ones(load):
    done = load("--region", "360500000000", old="部门月度绩效", new="新余市部门")

    row = Scheme.objects.get(region="3605")
    assert done.exit_code == 0, done.output
    assert "department version 1 is in force from 2026-06" in done.output
    assert [entry.kind for entry in entries_of(row.pk)] == ["scheme.loaded"]
    lines = [line.split() for line in schemes("list").output.splitlines()]
    assert ["department", "2026-01", "-", "department", "部门月度绩效考核办法（百分制）"] in lines
    assert ["department", "2026-06", "3605", "department", "新余市部门考核办法（百分制）"] in lines
    assert len(lines) == 4


def test_a_version_follows_the_last_one_of_its_place(load):
    first, again = load(), load()

    assert "version 2 is in force from 2026-06" in first.output
    assert again.exit_code == 1
    assert "scheme.toml: A version of this scheme is already in force from" in again.output
    assert Scheme.objects.filter(code="department").count() == 2


@pytest.mark.parametrize("region", ["36x", "360", "新余"])
def test_a_place_that_is_none_is_refused(load, region):
    refused = load("--region", region)

    assert refused.exit_code == 1
    assert "is no region code" in refused.output
    assert not Scheme.objects.exclude(region="").exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[[dimensions]]", "[[dimensions", "scheme.toml: "),
        ('kind = "department"', "", "kind"),
        ('kind = "department"', 'kind = "city"', "kind: city"),
        ("2026-06-01", "2026-06-15", "month: 2026-06-15"),
        ('key = "procedure"', 'key = "openness2"', "dimension: "),
        ("points = 10", 'points = "ten"', "number: openness"),
        ("points = 10", "points = 10.5", "number: openness"),
        ("appeal_days = 5", "appeal_days = 5\nextra = 1", "extra"),
    ],
)
def test_a_scheme_that_cannot_be_reckoned_with_is_refused_with_the_reason(load, old, new, told):
    refused = load(old=old, new=new)

    assert refused.exit_code == 1
    assert told in refused.output
    assert "Traceback" not in refused.output
    assert not Scheme.objects.filter(valid_from__gte="2026-06-01").exists()
