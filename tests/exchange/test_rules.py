"""What an officer may do through a system."""

from uuid import uuid4

from yimen.exchange.rules import narrowed
from yimen.kernel.actor import Grant

ITEM = uuid4()


def test_a_letter_of_authorisation_allows_no_more_through_a_system_than_at_the_desk():
    letter = Grant(
        "case.accept", "city/", "3605", only=frozenset({ITEM}), letter="余市监授〔2026〕3号"
    )

    (grant,) = narrowed([letter], ["case.accept"], "city/market/")

    assert (grant.path, grant.only, grant.letter) == ("city/market/", {ITEM}, letter.letter)
    assert not grant.reaches(path="city/market/", region="360502", item=uuid4())
