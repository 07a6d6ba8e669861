"""A register for demonstrations: what the number itself says, and nothing about real people."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yimen.cases.ports import Asked


class DemoRegister:
    """Age from the birth date in the number; of this place who has an even sequence number."""

    def facts_about(self, asked: Asked) -> Mapping[str, Any]:
        """Facts of a person, or of an organisation."""
        if not asked.is_person:
            return {"in_business": True}
        number = asked.number
        if len(number) != 18 or not number[6:14].isdigit():
            return {}
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
        had_birthday = (asked.on.month, asked.on.day) >= (born.month, born.day)
        age = asked.on.year - born.year - (0 if had_birthday else 1)
        return {"age": age, "is_local": int(number[14:17]) % 2 == 0}
