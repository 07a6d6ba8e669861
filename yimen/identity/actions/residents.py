"""Residents who open an account themselves."""

from datetime import datetime

from django.db import transaction

from yimen.identity import errors
from yimen.identity.actions._known import Person, make_known
from yimen.identity.actions.accounts import open_for
from yimen.identity.models import Account, Party
from yimen.identity.rules import is_same_name, tidy_name, tidy_username
from yimen.kernel.actor import Actor


@transaction.atomic
def register_resident(
    username: str,
    password: str,
    *,
    name: str,
    number: str,
    phone: str = "",
    email: str = "",
    by: Actor,
    at: datetime,
) -> Account:
    """Open an account for a person by real name and identity number, as he declares them.

    Whoever is known already keeps his record; a refusal does not tell what is known.
    """
    said = Person(kind=Party.Kind.PERSON, name=name, number=number, phone=phone)
    party, is_new = make_known(said, by=by, at=at)
    has_account = not is_new and Account.objects.filter(party=party).exists()
    if has_account or not is_same_name(party.name, name):
        raise errors.CannotRegister(field="number")
    account = Account(
        username=tidy_username(username),
        email=email.strip().lower(),
        name=tidy_name(name),
        party=party,
    )
    return open_for(account, password, by=by, at=at)
