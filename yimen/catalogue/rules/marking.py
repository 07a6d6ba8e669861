"""Which letters of a name are what somebody looked for."""

from collections.abc import Sequence

from yimen.catalogue.rules import sounds

Piece = tuple[str, bool]  #: a stretch of the name, and whether it was looked for


def marked(name: str, terms: Sequence[str]) -> list[Piece]:
    """The name in stretches; terms are marked as written, else as they sound, else by pairs."""
    low = sounds.plain(name)
    if len(low) != len(name):  # a ligature or the like: rather no marks than wrong ones
        return [(name, False)]
    hits = [False] * len(name)
    for term in terms:
        _mark(hits, low, term) or _mark_sound(hits, low, term)
    if not any(hits):
        for term in terms:
            for pair in sounds.pairs(term) if sounds.is_han(term) else ():
                _mark(hits, low, pair)
    return _stretches(name, hits)


def _mark(hits: list[bool], low: str, term: str) -> bool:
    at = low.find(term)
    found = at >= 0
    while at >= 0:
        hits[at : at + len(term)] = [True] * len(term)
        at = low.find(term, at + 1)
    return found


def _mark_sound(hits: list[bool], low: str, term: str) -> bool:
    """Mark the characters a spelling, or first letters, stand for."""
    places = [n for n, letter in enumerate(low) if sounds.runs(letter)]
    spelt = sounds.syllables(low)
    if len(places) != len(spelt):  # words of letters among the characters
        return False
    wanted = sounds.spelling(term) if sounds.is_han(term) else sounds.blurred(term)
    for first in range(len(spelt)):
        said, letters = "", ""
        for last in range(first, len(spelt)):
            said, letters = said + spelt[last], letters + spelt[last][0]
            if sounds.blurred(said).startswith(wanted) or (letters == term and len(term) > 1):
                for place in places[first : last + 1]:
                    hits[place] = True
                return True
            if not wanted.startswith(sounds.blurred(said)) and not term.startswith(letters):
                break
    return False


def _stretches(name: str, hits: Sequence[bool]) -> list[Piece]:
    found: list[Piece] = []
    for letter, is_hit in zip(name, hits, strict=True):
        if found and found[-1][1] is is_hit:
            found[-1] = (found[-1][0] + letter, is_hit)
        else:
            found.append((letter, is_hit))
    return found
