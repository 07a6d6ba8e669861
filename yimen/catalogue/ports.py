"""What higher apps add to the catalogue without it knowing them."""

from yimen.catalogue.rules.quality_terms import Check

#: Checks of what an item says by those who act on it: each is asked whenever findings are.
checks: list[Check] = []
