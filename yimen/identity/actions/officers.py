"""Officers' accounts in the hands of those who manage them: one-time passwords, lost telephones."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from yimen.identity.actions.accounts import lock_account, open_account
from yimen.identity.models import Account
from yimen.identity.rules import ONE_TIME_LASTS, one_time_password
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.orgs.actions import add_staff, check_commands
from yimen.orgs.models import Organisation, Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfficer:
    """Whom an organisation takes on, and how he will sign in."""

    number: str
    name: str
    organisation: Organisation
    phone: str = ""
    username: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """An account and the one-time password to hand over with it; none if it was handed before."""

    account: Account
    password: str = ""


@transaction.atomic
def take_on_officer(new: NewOfficer, *, staff_id: UUID, by: Actor, at: datetime) -> Handed:
    """Take on an officer with an account and a one-time password; the same id again is the same.

    The password is known to nobody but who reads this answer: it stands nowhere.
    """
    staff = add_staff(
        number=new.number,
        name=new.name,
        organisation=new.organisation,
        phone=new.phone,
        staff_id=staff_id,
        by=by,
        at=at,
    )
    if found := Account.objects.filter(staff=staff).first():
        return Handed(found)
    return give_account(staff, new.username, email=new.email, by=by, at=at)


@transaction.atomic
def give_account(
    staff: Staff, username: str, *, email: str = "", by: Actor, at: datetime
) -> Handed:
    """Open an account for an officer who had none, with a one-time password."""
    password = one_time_password()
    account = open_account(username, password, staff=staff, email=email, by=by, at=at)
    account.password_expires_at = at + ONE_TIME_LASTS
    account.save(update_fields=["password_expires_at"])
    return Handed(account, password)


@transaction.atomic
def reset_password(account_id: UUID, *, reason: str, by: Actor, at: datetime) -> Handed:
    """Give an officer a one-time password in place of one he forgot; his sessions end."""
    account = _officers(account_id, by=by, at=at)
    password = one_time_password()
    account.set_password(password)
    account.password_expires_at = at + ONE_TIME_LASTS
    account.save(update_fields=["password", "password_expires_at"])
    write("account", account.pk, "account.password_reset", by=by, at=at, facts={"reason": reason})
    return Handed(account, password)


@transaction.atomic
def reset_second_factor(account_id: UUID, *, reason: str, by: Actor, at: datetime) -> Account:
    """Forget an officer's lost second factor; before he enters the desk he sets up another."""
    account = _officers(account_id, by=by, at=at)
    Authenticator.objects.filter(user=account).delete()
    write("account", account.pk, "account.factor_reset", by=by, at=at, facts={"reason": reason})
    return account


def _officers(account_id: UUID, *, by: Actor, at: datetime) -> Account:
    account = lock_account(account_id)
    if account.staff is None:
        raise Account.DoesNotExist
    check_commands(by, account.staff, at=at)
    return account
