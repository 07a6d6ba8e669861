"""Where facts about applicants come from that they need not prove: other authorities' registers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Unavailable(Exception):
    """The register did not answer: whatever needs it goes the ordinary way."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a register is asked about, for which item, on which day."""

    is_person: bool
    name: str
    number: str
    item_code: str
    on: date


class Register(Protocol):
    """A source of facts by name, as decision tables ask for them: `registry.age`."""

    def facts_about(self, asked: Asked) -> Mapping[str, Any]:
        """What is on record; nothing is said of what is not. Raises Unavailable."""


def register() -> Register:
    """The source this site was set up with."""
    return _register(settings.FACTS_REGISTER)


@lru_cache(maxsize=4)
def _register(path: str) -> Register:
    found: Register = import_string(path)()
    return found
