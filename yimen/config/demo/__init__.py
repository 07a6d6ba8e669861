"""The demo city: 新余市 with its offices, items, officers, residents and cases, all invented.

Importable without a database; `load_demo` is the one thing here that needs one.
"""

from collections.abc import Callable

from yimen.config.demo.people import (
    DemoAccount,
    accounts,
    all_accounts,
    current_code,
    secret_of,
)

__all__ = ["DemoAccount", "accounts", "all_accounts", "current_code", "load_demo", "secret_of"]


def load_demo(progress: Callable[[str], None]) -> None:
    """Fill an empty database with the demo city, as of now; where it stands already, do nothing."""
    from django.utils import timezone

    from yimen.config.demo.loading import build_city
    from yimen.config.demo.staffing import give_mail_addresses
    from yimen.journal.actions import run_followers

    build_city(progress, at=timezone.now())
    run_followers()  # people are told of the past in the app; only then do they have mail
    give_mail_addresses()
