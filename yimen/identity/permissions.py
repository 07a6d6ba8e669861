"""Who may enter the desk, and who may act for whom."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from allauth.mfa.models import Authenticator

from yimen.identity.models import Account, Agency, Party
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.statements import Statement

#: Where allauth keeps how somebody signed in, and who that was.
_METHODS = "account_authentication_methods"
_METHODS_OF = "account_authentication_methods_user"


FILE_FOR = "party.file_for"


class Gate(StrEnum):
    """What stands between an account and the desk."""

    OPEN = "open"
    SIGN_IN = "sign_in"  #: nobody signed in, or the account is closed
    NOT_STAFF = "not_staff"  #: residents have no desk
    RENEW = "renew"  #: the password came from somebody else: choose one's own first
    ENROL = "enrol"  #: set up the second factor first
    CONFIRM = "confirm"  #: this session has not shown the second factor


def desk_gate(account: Any, session: Mapping[str, Any]) -> Gate:
    """What an officer still has to do before the desk opens (GB/T 22239, two factors)."""
    if not isinstance(account, Account) or not account.is_active:
        return Gate.SIGN_IN
    if account.staff is None or not account.staff.is_active:
        return Gate.NOT_STAFF
    if account.password_expires_at is not None:
        return Gate.RENEW
    if _SECOND_FACTOR.first(account=account.pk, type=Authenticator.Type.TOTP.value) is None:
        return Gate.ENROL
    return Gate.OPEN if _has_shown_second_factor(account, session) else Gate.CONFIRM


#: Asked by every page of the desk.
_SECOND_FACTOR = Statement(
    "select from mfa_authenticator where user_id = %(account)s and type = %(type)s"
)


def may_enter_desk(account: Any, session: Mapping[str, Any]) -> bool:
    """Active officers whose session was opened with the second factor."""
    return desk_gate(account, session) is Gate.OPEN


def _has_shown_second_factor(account: Account, session: Mapping[str, Any]) -> bool:
    if session.get(_METHODS_OF) != str(account.pk):
        return False
    records = session.get(_METHODS, [])
    return any(record.get("method") == "mfa" for record in records)


def may_represent(actor: Actor, principal: Party, *, on: date) -> bool:
    """A person decides himself who acts for him; for an organisation its legal representative."""
    if actor.kind is Kind.SYSTEM:
        return True
    if principal.kind == Party.Kind.PERSON:
        if actor.kind is not Kind.APPLICANT or actor.account_id is None:
            return False
        return Account.objects.active().filter(pk=actor.account_id, party=principal).exists()
    held = Agency.objects.in_force(on).filter(principal=principal, agent=actor.account_id)
    return held.filter(role=Agency.Role.LEGAL_REPRESENTATIVE).exists()


def may_register(actor: Actor) -> bool:
    """Officers who accept at a counter enter people; the job system does for imports."""
    is_counter = actor.holds("case.accept") or may_file_for(actor)
    return actor.kind is Kind.SYSTEM or (actor.kind is Kind.STAFF and is_counter)


def may_file_for(actor: Actor) -> bool:
    """Officers of a station file for residents of their place (延伸办理): see ADR 0058."""
    if actor.kind is not Kind.STAFF:
        return False
    return actor.may(FILE_FOR, path=actor.org_path, region=actor.region)


def may_reveal(actor: Actor) -> bool:
    """Officers who handle cases may look at a full number, with a purpose that is recorded."""
    return actor.kind is Kind.SYSTEM or (actor.kind is Kind.STAFF and bool(actor.reach("case.")))
