"""What django-allauth asks us about the second factor."""

from io import BytesIO

import segno
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from yimen.identity.models import Account
from yimen.kernel.secrecy import seal, unseal


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets lie sealed; officers cannot put the second factor away."""

    def encrypt(self, text: str) -> str:
        """A secret as the database keeps it."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """A secret as the check needs it."""
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Residents may; officers must not be left with one factor (GB/T 22239)."""
        account = authenticator.user
        return not (isinstance(account, Account) and account.staff_id)

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan with an authenticator app."""
        picture = BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", scale=5, xmldecl=False)
        return picture.getvalue().decode()


def note_second_factor(
    request: HttpRequest, user: Account, authenticator: Authenticator, **_: object
) -> None:
    """Who has just set up the second factor has also shown it: his session may go on."""
    if authenticator.type == Authenticator.Type.TOTP:
        record_authentication(request, user, "mfa", id=authenticator.pk, type="totp")
