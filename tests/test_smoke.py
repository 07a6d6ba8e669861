"""The house stands: migrations run, models and migrations agree; the suite runs as it should."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.xdist_group("one process")
def test_a_group_of_tests_stays_in_one_process(request):
    if request.config.getoption("loadgroup", default=False):
        assert request.node.nodeid.endswith("@one process")
