"""Published versions are read from memory; what can still change is not."""

import pytest

from tests.cases.factories import a_draft, an_office
from yimen.cases.models import Case
from yimen.catalogue.models.kept import kept_version
from yimen.catalogue.states import VersionState

pytestmark = pytest.mark.django_db


def test_a_published_version_is_read_once_and_is_the_callers_own(django_assert_num_queries):
    item = an_office().item
    first = kept_version(item.current_id)

    with django_assert_num_queries(0):
        second = kept_version(item.current_id)

    assert second == first == item.current
    assert second.content() == item.current.content()
    first.name = "changed by whoever had it"
    assert kept_version(item.current_id).name == item.current.name


def test_a_case_knows_its_version_without_a_query(django_assert_num_queries):
    case = a_draft(an_office())
    kept_version(case.version_id)

    with django_assert_num_queries(1):
        assert Case.objects.get(pk=case.pk).version.name


def test_a_version_that_can_still_change_is_read_anew(django_assert_num_queries):
    version = an_office().item.current
    version.pk, version.number, version._state.adding = None, 2, True
    version.id = type(version)._meta.pk.default()
    version.state, version.published_at = VersionState.DRAFT, None
    version.save()

    with django_assert_num_queries(2):
        kept_version(version.pk)
        kept_version(version.pk)
