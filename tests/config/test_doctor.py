"""The examination of a running site."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from yimen.config.doctor import examine
from yimen.config.embedded import CannotStart

pytestmark = pytest.mark.django_db


def found(what: str):
    """The finding of that name."""
    return next(finding for finding in examine() if finding.what == what)


def beat(seconds_ago: int) -> None:
    """A worker was heard of some time ago."""
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_workers")
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (%s)",
            [timezone.now() - timedelta(seconds=seconds_ago)],
        )


def test_a_site_without_a_worker_is_told_to_start_one():
    assert not found("workers").is_well
    assert "yimen work" in found("workers").advice


@pytest.mark.parametrize(("seconds_ago", "is_well"), [(5, True), (300, False)])
def test_a_worker_lives_while_it_is_heard_of(seconds_ago, is_well):
    beat(seconds_ago)

    assert found("workers").is_well is is_well


def test_a_migration_that_is_missing_is_named():
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'cases'")

    finding = found("migrations")

    assert not finding.is_well
    assert "cases.0001_first_release" in finding.fact


def test_tables_too_old_to_be_brought_up_to_date_are_left_alone():
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'cases'")
        cursor.execute(
            "insert into django_migrations (app, name, applied) "
            "values ('cases', '0001_initial', now())"
        )

    with pytest.raises(CannotStart, match=r"lack cases\.0002_situations"):
        found("migrations")


def test_jobs_that_failed_for_good_are_counted():
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (task_name, queue_name, status) "
            "values ('x', 'default', 'failed')"
        )

    assert not found("jobs").is_well
    assert "1 failed" in found("jobs").fact


def test_a_public_address_wants_https_mail_and_plain_errors(settings):
    settings.PUBLIC_URL = "http://zwfw.example"
    settings.DEBUG = True

    assert not found("public address").is_well
    assert not found("error pages").is_well
    assert not found("mail").is_well


def test_every_trouble_comes_with_advice():
    assert all(finding.advice for finding in examine() if not finding.is_well)


def test_clocks_disk_and_database_are_looked_at():
    assert found("clocks").is_well
    assert "GiB free" in found("disk").fact
    assert "PostgreSQL" in found("database").fact
