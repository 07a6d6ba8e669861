"""Guessing query codes is made hopeless: few wrong tries per number and per address.

Every door to a case by number and code counts into the same tries. Where an account asks for
somebody by name and number, what it may try is counted per account and address.
"""

from django.core.cache import cache

WINDOW = 15 * 60
PER_NUMBER = 5
PER_ADDRESS = 20


def is_closed(number: str, address: str) -> bool:
    """Whether this number or this address has had its wrong tries for the quarter of an hour."""
    tries = cache.get_many([_number(number), _address(address)])
    return (
        tries.get(_number(number), 0) >= PER_NUMBER
        or tries.get(_address(address), 0) >= PER_ADDRESS
    )


def note_wrong(number: str, address: str) -> None:
    """Count one wrong try; unknown numbers count like known ones, so they cannot be told apart."""
    for key in (_number(number), _address(address)):
        cache.add(key, 0, WINDOW)
        cache.incr(key)


def _number(number: str) -> str:
    return f"query.number.{number}"


def _address(address: str) -> str:
    return f"query.address.{address}"
