"""Bounds of a charge."""

#: A hundred million yuan: more than any fee of administration.
MOST_FEN = 10_000_000_000
