"""Accounts to sign in with."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from yimen.identity import errors
from yimen.identity.models import Account, Party
from yimen.identity.rules import is_username, tidy_username
from yimen.journal.actions import write
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed
from yimen.orgs.actions import check_commands
from yimen.orgs.models import Staff


@transaction.atomic
def open_account(
    username: str,
    password: str,
    *,
    party: Party | None = None,
    staff: Staff | None = None,
    email: str = "",
    name: str = "",
    by: Actor,
    at: datetime,
) -> Account:
    """Open an account for an officer or for a person; each has one."""
    _check_may_open(by, staff, at=at)
    return open_for(
        Account(
            username=tidy_username(username),
            email=email.strip().lower(),
            name=name or (staff.name if staff else party.name if party else ""),
            party=party,
            staff=staff,
        ),
        password,
        by=by,
        at=at,
    )


def _check_may_open(by: Actor, staff: Staff | None, *, at: datetime) -> None:
    """Officers' accounts are the business of who commands them, others of the system."""
    if by.kind is Kind.SYSTEM:
        return
    if staff is None:
        raise NotAllowed
    check_commands(by, staff, at=at)


def open_for(account: Account, password: str, *, by: Actor, at: datetime) -> Account:
    """Check and keep a new account; the caller knows that it may be opened."""
    if not is_username(account.username):
        raise errors.UsernameInvalid(field="username")
    if Account.objects.filter(username=account.username).exists():
        raise errors.UsernameTaken(field="username")
    owner = {"staff": account.staff} if account.staff else {"party": account.party}
    if any(owner.values()) and Account.objects.filter(**owner).exists():
        raise errors.AccountExists
    _check_password(password, account)
    account.set_password(password)
    account.save(force_insert=True)
    facts = {"staff": str(account.staff_id or ""), "party": str(account.party_id or "")}
    write("account", account.pk, "account.opened", by=by, at=at, facts=facts)
    return account


def _check_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise errors.PasswordWeak(reasons=" ".join(error.messages), field="password") from None


@transaction.atomic
def close_account(account_id: UUID, *, reason: str, by: Actor, at: datetime) -> Account:
    """Close an account: nobody signs in with it any more, and open sessions end."""
    account = lock_account(account_id)
    if by.account_id != account.pk:
        _check_may_open(by, account.staff, at=at)
    if not account.is_active:
        return account
    account.is_active = False
    account.save(update_fields=["is_active"])
    write("account", account.pk, "account.closed", by=by, at=at, facts={"reason": reason})
    return account


@transaction.atomic
def reopen_account(account_id: UUID, *, reason: str, by: Actor, at: datetime) -> Account:
    """Open a closed account again; password and second factor are as they were."""
    account = lock_account(account_id)
    _check_may_open(by, account.staff, at=at)
    if not account.is_active:
        account.is_active = True
        account.save(update_fields=["is_active"])
        write("account", account.pk, "account.reopened", by=by, at=at, facts={"reason": reason})
    return account


def lock_account(account_id: UUID) -> Account:
    """The account's row, held until the transaction ends."""
    account: Account = Account.objects.select_for_update(of=("self",)).get(pk=account_id)
    return account


@transaction.atomic
def enrol_totp(account: Account, secret: str) -> Authenticator:
    """Give an account the second factor with this secret (RFC 6238), in place of another."""
    sealed = get_adapter().encrypt(secret)
    authenticator, _ = Authenticator.objects.update_or_create(
        user=account, type=Authenticator.Type.TOTP, defaults={"data": {"secret": sealed}}
    )
    return authenticator
