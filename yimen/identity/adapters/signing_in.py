"""What django-allauth asks us about accounts."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yimen.identity.actions import register_resident
from yimen.identity.adapters.sessions import end_when_idle
from yimen.identity.models import Account
from yimen.identity.queries import account_with


class AccountBackend(AuthenticationBackend):
    """Allauth's own; an officer's account comes with what tells who he is."""

    def get_user(self, user_id: Any) -> Account | None:
        """The account of a session, unless it was closed."""
        account = account_with(user_id)
        return account if account and self.user_can_authenticate(account) else None


class AccountAdapter(DefaultAccountAdapter):
    """Residents open accounts by real name; officers' sessions end when nobody is there."""

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True
    ) -> Account:
        """The sign-up form's fields are those of `register_resident`."""
        said: dict[str, Any] = form.cleaned_data
        return register_resident(
            said["username"],
            said["password1"],
            name=said["name"],
            number=said["number"],
            phone=said.get("phone", ""),
            email=said.get("email", ""),
            by=request.actor,  # type: ignore[attr-defined]
            at=timezone.now(),
        )

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A password one chose oneself stays good."""
        if isinstance(user, Account):
            user.password_expires_at = None
        super().set_password(user, password)

    def pre_login(
        self, request: HttpRequest, user: AbstractBaseUser, **facts: Any
    ) -> HttpResponse | None:
        """A one-time password that nobody used in time opens nothing any more."""
        ends = user.password_expires_at if isinstance(user, Account) else None
        if ends is not None and ends < timezone.now():
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **facts)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """An officer's session is marked to end when idle."""
        super().login(request, user)
        if isinstance(user, Account) and user.staff_id:
            end_when_idle(request, settings.STAFF_IDLE_SECONDS)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Who signed in within the last minutes need not give his password again at once."""
        records = get_authentication_records(self.request, self.request.user)
        last = max((record["at"] for record in records), default=0.0)
        if time.time() - last < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Officers go to their desk, residents to the front page."""
        if isinstance(request.user, Account) and request.user.staff_id:
            return str(settings.STAFF_REDIRECT_URL)
        return str(super().get_login_redirect_url(request))
