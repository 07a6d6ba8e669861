"""Numbers of cards (监察编号): day and running number, at most 20 characters (GB/T 39046)."""

from datetime import date

from django.db import connection

NEXT = "SELECT nextval('supervision_card_number') FROM generate_series(1, %s)"


def take_numbers(day: date, count: int) -> list[str]:
    """So many numbers of cards issued on a day, none of them ever given before."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [count])
        return [f"JC{day:%Y%m%d}{running:06d}" for (running,) in cursor.fetchall()]
