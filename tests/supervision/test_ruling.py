"""Keeping rules: a version follows another, from a day to come, by who supervises all it is for."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, RegionFactory, staff_actor
from tests.supervision.factories import RuleFactory
from yimen.journal.queries import entries_of
from yimen.kernel.errors import NotAllowed, Stale
from yimen.supervision import errors
from yimen.supervision.actions.ruling import RuleTerms, follow_rule
from yimen.supervision.messages.rulebook import threshold_words
from yimen.supervision.models import Rule
from yimen.supervision.queries.rulebook import Rulebook
from yimen.supervision.queries.rules import prefix_of

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=1)
STRICTER = [{"level": 2, "of": "promise", "unit": "days", "value": 0}]


@pytest.fixture
def city():
    return OrganisationFactory(path="city/", region=RegionFactory(code="360500000000"))


@pytest.fixture
def keeper(city):
    return staff_actor("supervision.manage", organisation=city)


@pytest.fixture
def rule():
    return RuleFactory()


def terms(**changes):
    said = {"thresholds": STRICTER, "texts": {"2": {"zh": "已到承诺时限。"}}}
    return RuleTerms(**{**said, "is_automatic": True, "basis": "第四十二条", **changes})


def follow(rule, by, said=None, **facts):
    facts = {"valid_from": LATER, "reason": "压缩时限", "at": AT, **facts}
    return follow_rule(rule.pk, said or terms(), by=by, **facts)


def test_a_version_follows_and_what_began_before_is_measured_as_before(rule, keeper):
    new = follow(rule, keeper)

    book = Rulebook(Rule.objects.all())
    assert book.at(LATER - timedelta(seconds=1), region="360500000000") == [rule]
    assert book.at(LATER, region="360500000000") == [new]
    rule.refresh_from_db()
    assert (new.version, rule.valid_to, rule.thresholds[0]["value"]) == (2, LATER, 1)
    (entry,) = entries_of(new.pk)
    assert entry.kind == "rule.published"
    assert entry.facts["version"] == 2


def test_a_place_of_its_own_begins_a_line_beside_the_general_one(rule, keeper):
    county = follow(rule, keeper, terms(region="360502"))

    rule.refresh_from_db()
    book = Rulebook(Rule.objects.all())
    assert (county.version, rule.valid_to) == (1, None)
    assert book.at(LATER, region="360502000000") == [county]
    assert book.at(LATER, region="360521000000") == [rule]


def test_who_supervises_only_a_part_keeps_no_rule_of_the_whole(rule, city):
    county = OrganisationFactory(
        path="city/county/", parent=city, region=RegionFactory(code="360502000000")
    )
    part = staff_actor("supervision.manage", organisation=county)

    with pytest.raises(NotAllowed):
        follow(rule, part)
    own = RuleFactory(code=rule.code, region="360502")
    assert follow(own, part, terms(region="360502")).version == 2
    with pytest.raises(NotAllowed):  # nor makes one of it
        follow(own, part, terms(region=""))


@pytest.mark.parametrize(
    ("said", "facts", "error"),
    [
        ({}, {"valid_from": AT}, errors.BeginsInThePast),
        ({}, {"reason": "  "}, errors.ReasonMissing),
        ({"thresholds": []}, {}, errors.ThresholdsUnsound),
        ({"thresholds": STRICTER * 2}, {}, errors.ThresholdsUnsound),
        ({"thresholds": [{**STRICTER[0], "level": 4}]}, {}, errors.ThresholdsUnsound),
        ({"thresholds": [{**STRICTER[0], "value": 1001}]}, {}, errors.ThresholdsUnsound),
    ],
)
def test_what_does_not_hold_together_is_refused_and_changes_nothing(
    rule, keeper, said, facts, error
):
    with pytest.raises(error):
        follow(rule, keeper, terms(**said), **facts)
    assert list(Rule.objects.all()) == [rule]


def test_a_version_begins_after_the_one_it_follows(rule, keeper):
    second = follow(rule, keeper, valid_from=AT + timedelta(days=9))
    with pytest.raises(errors.BeginsBeforeTheLast):
        follow(second, keeper, valid_from=AT + timedelta(days=9))


def test_of_two_who_follow_the_same_version_the_second_is_told(rule, keeper):
    follow(rule, keeper)
    with pytest.raises(Stale):
        follow(rule, keeper, valid_from=LATER + timedelta(days=1))


def test_a_double_click_publishes_once(rule, keeper):
    key = uuid4()
    assert follow(rule, keeper, key=key) == follow(rule, keeper, key=key)
    assert Rule.objects.count() == 2


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("360000000000", "36"),
        ("360500000000", "3605"),
        ("360502000000", "360502"),
        ("360502101000", "360502101"),
        ("360502101007", "360502101007"),
    ],
)
def test_the_prefix_of_a_region_takes_in_all_within_it(code, prefix):
    assert prefix_of(code) == prefix


@pytest.mark.parametrize(
    ("threshold", "words"),
    [
        (("promise", "days", -2), "承诺时限届满前 2 日"),
        (("promise", "days", 0), "承诺时限最后一日"),
        (("legal", "days", 1), "超过法定时限 1 日"),
        (("link", "percent", 80), "已用环节时限的 80%"),
        (("rounds", "count", 2), "2 次及以上"),
        (("sitting", "minutes", 10), "10 分钟及以内"),
    ],
)
def test_a_threshold_is_said_in_words(threshold, words):
    of, unit, value = threshold
    assert threshold_words({"level": 1, "of": of, "unit": unit, "value": value}) == words
